const whole = new Intl.NumberFormat();
const oneDigit = new Intl.NumberFormat(undefined, { maximumFractionDigits: 1 });
const twoDigits = new Intl.NumberFormat(undefined, { maximumFractionDigits: 2 });

/** "40,112"; from a million on "1.24 M". */
export function formatCount(count: number): string {
  return count < 1_000_000 ? whole.format(count) : `${twoDigits.format(Math.floor(count / 10_000) / 100)} M`;
}

/** "1 delivery", "40,112 deliveries". */
export function countOf(count: number, one: string, many: string): string {
  return `${formatCount(count)} ${count === 1 ? one : many}`;
}

/**
 * A share in words that never round up: "98.2 %", from 99 two digits, "> 99.99 %" rather than 100 while one is missing;
 * "–" of nothing.
 */
export function formatRate(part: number, total: number): string {
  if (total === 0) return '–';
  if (part === total) return '100 %';
  const percent = (part / total) * 100;
  if (percent > 99.99) return '> 99.99 %';
  if (percent >= 99) return `${twoDigits.format(Math.floor(percent * 100) / 100)} %`;
  return `${oneDigit.format(Math.floor(percent * 10) / 10)} %`;
}
