import type { AuditEntry } from '../../shared/api/types.ts';

const labels: Record<string, string> = {
  address: 'from',
  expiresAt: 'until',
  endedSessions: 'sessions ended',
  cancelledDeliveries: 'deliveries given up',
  overlapSeconds: 'the old one signs on for, s',
  headerValues: 'values of headers',
  headerNames: 'headers',
  retentionDays: 'days kept',
};

/** What changed, a line for each: "url: https://a.example → https://b.example". */
export function detailLines({ details }: Pick<AuditEntry, 'details'>): string[] {
  const { changes, ...others } = details;
  return [
    ...(isObject(changes) ? Object.entries(changes).map(([name, change]) => changeLine(name, change)) : []),
    ...Object.entries(others)
      .filter(([, value]) => value !== null && value !== 0)
      .map(([name, value]) => `${labelOf(name)}: ${textOf(value)}`),
  ];
}

function changeLine(name: string, change: unknown): string {
  if (isObject(change) && 'from' in change && 'to' in change) {
    return `${labelOf(name)}: ${textOf(change.from)} → ${textOf(change.to)}`;
  }
  return `${labelOf(name)}: ${Array.isArray(change) ? `${textOf(change)} replaced` : textOf(change)}`;
}

function labelOf(name: string): string {
  return Object.hasOwn(labels, name) ? labels[name]! : name;
}

function textOf(value: unknown): string {
  if (value === null) return '–';
  if (typeof value === 'string') return value;
  if (Array.isArray(value) && value.every((item) => typeof item === 'string')) return value.join(', ');
  return JSON.stringify(value);
}

function isObject(value: unknown): value is Record<string, unknown> {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}
