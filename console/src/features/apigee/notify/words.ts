import { type Interval, intervalFrom, pointsOf } from './interval.ts';
import { percentFrom, percentText } from './percent.ts';

const shownAtMost = 12;

/** "80, 90, 100, 110, 120 %"; many of them shortened: "80, 90, 100 … 400 % (33 points)". */
export function pointsInWords(points: readonly bigint[], all = false): string {
  if (points.length === 0) return '';
  const texts = points.map(percentText);
  if (all || points.length <= shownAtMost) return `${texts.join(', ')} %`;
  return `${texts.slice(0, 3).join(', ')} … ${texts.at(-1)} % (${points.length} points)`;
}

/** Why the last point is not the end that was typed; undefined where it is. */
export function shortOfEnd(interval: Interval): string | undefined {
  const points = pointsOf(interval);
  const last = points.at(-1);
  if (interval.to.trim() === '' || last === undefined || last === percentFrom(interval.to)) return undefined;
  return `Stops at ${percentText(last)} %: steps of ${interval.step.trim()} from ${interval.from.trim()} do not meet ${interval.to.trim()}.`;
}

/** "90 % stands in two rows. It is sent once." */
export function repeatedInWords(repeated: readonly bigint[]): string | undefined {
  if (repeated.length === 0) return undefined;
  const one = repeated.length === 1;
  return `${pointsInWords(repeated)} ${one ? 'stands' : 'stand'} in several rows. Each is sent once.`;
}

/** For a list: "80–120 % by 10"; what no row can show stays as it is. */
export function targetInWords(value: string): string {
  const interval = intervalFrom(value);
  if (interval === null) return value;
  const { from, to, step } = interval;
  return to === '' ? `${from} %` : `${from}–${to} % by ${step}`;
}

/** "For a target of 1,000: at 800, 900 and 1,000." Amounts are exact; a target that is no whole number gives none. */
export function amountsInWords(points: readonly bigint[], target: string): string | undefined {
  const digits = target.trim().replace(/[\s,.]/g, '');
  if (!/^[1-9]\d{0,14}$/.test(digits) || points.length === 0) return undefined;
  const numbers = new Intl.NumberFormat('en', { maximumFractionDigits: 6 });
  const amounts = points.slice(0, shownAtMost).map((point) => {
    const scaled = BigInt(digits) * point;
    return numbers.format(
      `${scaled / 1_000_000n}.${(scaled % 1_000_000n).toString().padStart(6, '0')}` as never,
    );
  });
  const rest = points.length - amounts.length;
  const list = new Intl.ListFormat('en').format(rest > 0 ? [...amounts, `${rest} more`] : amounts);
  return `at ${list}`;
}
