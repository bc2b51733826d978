import { maxPercent, percentFrom, percentText } from './percent.ts';

/** One row of the dialog, as it is typed. */
export interface Interval {
  from: string;
  to: string;
  step: string;
}

export type IntervalField = keyof Interval;

/** More points than this in one notification are refused by the server. */
export const maxPoints = 100;
export const usualStep = '10';
export const emptyInterval: Interval = { from: '', to: '', step: '' };

const notANumber = 'Enter a percentage such as 80 or 112.5.';

/** What is wrong with a row, by its field. */
export function problemsOf({ from, to, step }: Interval): Partial<Record<IntervalField, string>> {
  const problems: Partial<Record<IntervalField, string>> = {};
  const first = percentFrom(from);
  const last = percentFrom(to);
  const by = percentFrom(step);
  const ranged = to.trim() !== '';
  if (first === null) problems.from = wrongNumber(from);
  else if (first === 0n) problems.from = 'Enter a percentage above 0.';
  else if (first > maxPercent) problems.from = 'A percentage is at most 100,000.';
  if (!ranged) return problems;
  if (last === null) problems.to = wrongNumber(to);
  else if (last > maxPercent) problems.to = 'A percentage is at most 100,000.';
  else if (first !== null && last <= first) {
    problems.to = 'To must be more than From. Leave To empty for one exact point.';
  }
  if (by === null) problems.step = wrongNumber(step);
  else if (by === 0n) problems.step = 'Step must be above 0.';
  if (Object.keys(problems).length > 0) return problems;
  const count = (last! - first!) / by! + 1n;
  if (count > BigInt(maxPoints)) {
    const many = new Intl.NumberFormat('en').format(count);
    problems.step = `That makes ${many} points; the limit is ${maxPoints}.`;
  }
  return problems;
}

function wrongNumber(text: string): string {
  return /[.,]\d{5,}$/.test(text.trim()) ? 'Use at most 4 decimals.' : notANumber;
}

/** Its points, rising; none where something is wrong with it. */
export function pointsOf(interval: Interval): bigint[] {
  if (Object.keys(problemsOf(interval)).length > 0) return [];
  const from = percentFrom(interval.from)!;
  if (interval.to.trim() === '') return [from];
  const [to, step] = [percentFrom(interval.to)!, percentFrom(interval.step)!];
  return Array.from({ length: Number((to - from) / step) + 1 }, (_, index) => from + BigInt(index) * step);
}

/** The points of all rows, rising, each once, and those that stand in several. */
export function allPoints(intervals: readonly Interval[]): { points: bigint[]; repeated: bigint[] } {
  const seen = new Set<bigint>();
  const repeated = new Set<bigint>();
  for (const point of intervals.flatMap(pointsOf)) (seen.has(point) ? repeated : seen).add(point);
  return { points: rising(seen), repeated: rising(repeated) };
}

/** As the API takes it: "%= 80 to 120 by 10". */
export function targetOf(interval: Interval): string {
  const text = (field: IntervalField) => percentText(percentFrom(interval[field]) ?? 0n);
  return interval.to.trim() === ''
    ? `%= ${text('from')}`
    : `%= ${text('from')} to ${text('to')} by ${text('step')}`;
}

/** The row that a value of the API stands for; null for one that no row can show. */
export function intervalFrom(value: string): Interval | null {
  const match = /^ *%= *(\S+)(?: +to +(\S+)(?: +by +(\S+))?)? *$/.exec(value);
  if (match === null) return null;
  const [, from = '', to = '', step = to === '' ? '' : usualStep] = match;
  return { from, to, step };
}

/** The row after a change: the usual step comes and goes with To. */
export function withField(interval: Interval, field: IntervalField, text: string): Interval {
  const next = { ...interval, [field]: text };
  if (field !== 'to') return next;
  if (text.trim() === '') return { ...next, step: '' };
  return interval.to.trim() === '' && interval.step === '' ? { ...next, step: usualStep } : next;
}

function rising(points: Iterable<bigint>): bigint[] {
  return [...points].sort((first, second) => (first < second ? -1 : 1));
}
