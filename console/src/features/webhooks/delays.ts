import { formatDuration } from '../../shared/format/duration.ts';

const units: Record<string, number> = { ms: 1, s: 1000, min: 60_000, h: 3_600_000, d: 86_400_000 };

/** "5 s, 30 s, 5 min" as milliseconds; null where a part of it cannot be read. */
export function parseDelays(text: string): number[] | null {
  const parts = text
    .split(/[,;\n]/)
    .map((part) => part.trim())
    .filter((part) => part !== '');
  const delays = parts.map(parseDelay);
  return delays.includes(null) ? null : (delays as number[]);
}

/** The same in words: "5 s, 30 s, 5 min". */
export function writeDelays(delays: readonly number[]): string {
  return delays.map(writeDelay).join(', ');
}

/** What a schedule means: "4 attempts: at once, then after 5 s, 30 s, 5 min". */
export function describeDelays(delays: readonly number[]): string {
  if (delays.length === 0) return '1 attempt, at once.';
  return `${delays.length + 1} attempts: at once, then after ${delays.map((ms) => formatDuration(ms)).join(', ')}.`;
}

function parseDelay(text: string): number | null {
  const match = /^(\d+(?:[.,]\d+)?)\s*(ms|s|min|h|d)$/.exec(text);
  if (match === null) return null;
  const [, amount = '', unit = ''] = match;
  return Math.round(Number(amount.replace(',', '.')) * units[unit]!);
}

/** In the largest unit that says it exactly, so that reading it gives the same number. */
function writeDelay(ms: number): string {
  const [unit, size] = Object.entries(units).findLast(([, each]) => ms % each === 0) ?? ['ms', 1];
  return `${ms / size} ${unit}`;
}
