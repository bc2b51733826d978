import { wordsAskedFor } from '../../../../pipeline/log/search/words.ts';
import type { AttemptDetails } from '../../../../pipeline/log/views.ts';
import { eventTypeOfBellwire } from '../../catalogue/event-type-names.ts';
import type { NamedEventType } from '../../events/naming.ts';

/** An entry of the event logs. What is long is worked out only where it is asked for. */
export interface EventLog {
  id: string;
  url: string;
  eventType: string;
  eventData: () => string;
  eventText: () => string;
  statusCode: string | null;
  highlight: () => string[];
  createdAt: Date;
  test: boolean;
  attempt: number;
  reason: string | null;
  durationMs: number;
}

/** An attempt as the event logs show it, in the words of the hub. */
export function entryFrom(
  attempt: AttemptDetails,
  types: readonly NamedEventType[],
  query: string,
): EventLog {
  const { id, request, status, startedAt, kind, number, reason, timings } = attempt;
  const known = eventTypeOfBellwire(attempt.eventType);
  const eventType = types.find(({ type }) => type === known)?.name ?? attempt.eventType;
  const text = () => textOf(attempt, eventType);
  return {
    id,
    url: request.url,
    eventType,
    eventData: () => JSON.stringify(dataOf(attempt)),
    eventText: text,
    statusCode: status === null ? null : String(status),
    highlight: () => highlightsOf(text(), wordsAskedFor(query)),
    createdAt: startedAt,
    test: kind === 'test',
    attempt: number,
    reason,
    durationMs: timings.total,
  };
}

function dataOf({ request, response, reason, detail, eventId, deliveryId }: AttemptDetails): object {
  return {
    eventId,
    deliveryId,
    reason,
    detail,
    request: { ...request, body: request.body?.toString('utf8') ?? null },
    response: response && {
      status: response.status,
      headers: response.headers,
      body: response.body.toString('utf8'),
      cut: response.size > response.body.length,
    },
  };
}

function textOf(attempt: AttemptDetails, eventType: string): string {
  const { request, response, eventId, deliveryId, status, reason, detail } = attempt;
  return [
    eventType,
    request.url,
    status ?? '',
    reason ?? '',
    detail ?? '',
    eventId ?? '',
    deliveryId ?? '',
    request.body?.toString('utf8') ?? '',
    response?.body.toString('utf8') ?? '',
  ]
    .filter((part) => part !== '')
    .join('\n');
}

const around = 40;
const mostHighlights = 5;

/** A piece of the text for each place where a word begins that was asked for; of places close together, one. */
export function highlightsOf(text: string, words: readonly string[]): string[] {
  const lower = text.toLowerCase();
  // What has another length in lower case would be cut at the wrong place.
  if (lower.length !== text.length) return [];
  const pieces: string[] = [];
  for (const word of words) {
    let end = 0;
    for (let at = lower.indexOf(word); at !== -1; at = lower.indexOf(word, at + word.length)) {
      if (pieces.length >= mostHighlights) return pieces;
      if (at < end || /[\p{L}\p{N}]/u.test(lower[at - 1] ?? '')) continue;
      end = Math.min(text.length, at + word.length + around);
      pieces.push(text.slice(Math.max(0, at - around), end).toWellFormed());
    }
  }
  return pieces;
}
