const number = new Intl.NumberFormat(undefined, { maximumFractionDigits: 1 });
const units = ['B', 'kB', 'MB', 'GB', 'TB'];

/** Decimal: "312 B", "1.4 kB", "18.2 GB". */
export function formatBytes(bytes: number): string {
  let value = bytes;
  let unit = 0;
  while (value >= 999.95 && unit < units.length - 1) {
    value /= 1000;
    unit += 1;
  }
  return `${number.format(value)} ${units[unit]}`;
}
