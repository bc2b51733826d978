import { formatDuration } from '../../shared/format/duration.ts';
import { formatTime } from '../../shared/format/time.ts';

const labels: Record<string, string> = {
  address: 'from',
  expiresAt: 'until',
  endedSessions: 'sessions ended',
  cancelledDeliveries: 'deliveries given up',
  overlapSeconds: 'the old one signs on for',
  headerValues: 'values of headers',
  headerNames: 'headers',
  retentionDays: 'days kept',
};

/** What changed, a line for each: "url: https://a.example → https://b.example". */
export function detailLines({ details }: { details: Record<string, unknown> }, now: Date): string[] {
  const { changes, input, ...others } = details;
  return [
    ...Object.entries(isObject(changes) ? changes : {}).flatMap(([name, change]) =>
      changeLines(name, change, now),
    ),
    // Of a job: what it is to look at.
    ...Object.entries({ ...(isObject(input) ? input : {}), ...others })
      .filter(([, value]) => value !== null && value !== 0)
      .map(([name, value]) => `${labelOf(name)}: ${valueText(name, value, now)}`),
  ];
}

function changeLines(name: string, change: unknown, now: Date): string[] {
  if (!isObject(change)) {
    const text = textOf(change, now);
    return [`${labelOf(name)}: ${Array.isArray(change) ? `${text} replaced` : text}`];
  }
  const { from, to } = change;
  if (!isObject(from) || !isObject(to)) {
    return [`${labelOf(name)}: ${textOf(from, now)} → ${textOf(to, now)}`];
  }
  // Of a group of settings, only those that differ.
  const inside = [...new Set([...Object.keys(from), ...Object.keys(to)])];
  return inside
    .map((one) => [one, textOf(from[one], now), textOf(to[one], now)] as const)
    .filter(([, was, is]) => was !== is)
    .map(([one, was, is]) => `${labelOf(name)}, ${labelOf(one)}: ${was} → ${is}`);
}

function labelOf(name: string): string {
  return Object.hasOwn(labels, name) ? labels[name]! : name;
}

/** What ends with its unit is told in the largest one that fits. */
function valueText(name: string, value: unknown, now: Date): string {
  const isSpan = name.endsWith('Seconds') && typeof value === 'number';
  return isSpan ? formatDuration(value * 1000) : textOf(value, now);
}

const moment = /^\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d(\.\d+)?Z$/;

function textOf(value: unknown, now: Date): string {
  if (value === null || value === undefined) return '–';
  if (typeof value === 'string') return moment.test(value) ? formatTime(new Date(value), now) : value;
  if (Array.isArray(value)) return value.map((item) => textOf(item, now)).join(', ') || '–';
  if (!isObject(value)) return String(value);
  const inside = Object.entries(value).map(([name, inner]) => `${name} ${textOf(inner, now)}`);
  return inside.join('; ') || '–';
}

function isObject(value: unknown): value is Record<string, unknown> {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}
