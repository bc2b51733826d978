const second = 1000;
const minute = 60 * second;
const hour = 60 * minute;
const day = 24 * hour;

/** "142 ms", "3.0 s", "4 min 12 s", "2 h 5 min", "6 d 3 h". */
export function formatDuration(ms: number): string {
  const value = Math.max(0, ms);
  if (value < second) return `${Math.round(value)} ms`;
  if (value < 10 * second) return `${(Math.floor(value / 100) / 10).toFixed(1)} s`;
  if (value < minute) return `${Math.floor(value / second)} s`;
  if (value < hour) return two(value, minute, 'min', second, 's');
  if (value < day) return two(value, hour, 'h', minute, 'min');
  return two(value, day, 'd', hour, 'h');
}

/** "0:42", "4:12", "1:05:09": what is left on a clock. */
export function formatCountdown(ms: number): string {
  const seconds = Math.max(0, Math.ceil(ms / second));
  const [h, m, s] = [Math.floor(seconds / 3600), Math.floor((seconds % 3600) / 60), seconds % 60];
  const padded = (value: number) => String(value).padStart(2, '0');
  return h > 0 ? `${h}:${padded(m)}:${padded(s)}` : `${m}:${padded(s)}`;
}

function two(ms: number, large: number, largeUnit: string, small: number, smallUnit: string): string {
  const rest = Math.floor((ms % large) / small);
  return `${Math.floor(ms / large)} ${largeUnit}${rest > 0 ? ` ${rest} ${smallUnit}` : ''}`;
}
