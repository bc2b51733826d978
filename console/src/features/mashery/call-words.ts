import type { Attempt } from '../../shared/api/types.ts';

const words: Record<string, string> = { created: 'create', updated: 'update', deleted: 'delete' };

/** As it stands in the `event` parameter of the call: "post-create". */
export function callNameOf({ kind, eventType }: Pick<Attempt, 'kind' | 'eventType'>): string {
  const operation = eventType.slice(eventType.lastIndexOf('.') + 1);
  return `${kind === 'before' ? 'pre' : 'post'}-${words[operation] ?? operation}`;
}

/** What the endpoint made of a change that it was asked about; "–" where it was only told. */
export function decisionOf({ kind, reason, detail }: Pick<Attempt, 'kind' | 'reason' | 'detail'>): string {
  if (kind === 'delivery') return '–';
  if (reason === null) return 'Let it pass';
  if (reason === 'before-refused')
    return detail === null ? 'Refused it' : `Refused it: ${detail.slice(0, 120)}`;
  return 'Did not decide';
}
