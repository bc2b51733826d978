import { isStorableText } from '../../catalogue/storable.ts';
import type { AttemptRow } from '../../store/queries/attempts/attempts-insert.ts';
import type { Webhook } from '../../store/records/webhook.ts';
import type { Answer, Outcome, Timings } from './attempt.ts';
import type { WireRequest } from './format.ts';

/** Shown in the log instead of a value that must not be kept. */
export const hidden = '[hidden]';

/** The part of a log entry that tells of the request and its answer. */
export type LogEntry = Pick<
  AttemptRow,
  | 'timings'
  | 'request'
  | 'responseStatus'
  | 'responseHeaders'
  | 'responseBody'
  | 'responseSize'
  | 'reason'
  | 'detail'
>;

/** What the log keeps of a request and what came of it. */
export function logEntryOf(
  request: WireRequest,
  webhook: Pick<Webhook, 'headers'>,
  outcome: Outcome,
): LogEntry {
  const { answer } = outcome;
  return {
    timings: roundedTimings(outcome.timings),
    request: { method: request.method, url: request.url, headers: withoutSecrets(request, webhook) },
    responseStatus: answer?.status ?? null,
    responseHeaders: answer === null ? null : storable(answer.headers),
    responseBody: answer?.body ?? null,
    responseSize: answer?.bodySize ?? null,
    reason: outcome.reason,
    detail: outcome.detail === null ? null : storableText(outcome.detail.slice(0, 1000)),
  };
}

/**
 * Credentials, and static headers since those often are some, are replaced by a mark; the signature too, with which
 * anybody who may read the log could send the request again in our name.
 */
function withoutSecrets(
  { headers, secretHeaders = [] }: Pick<WireRequest, 'headers' | 'secretHeaders'>,
  webhook: Pick<Webhook, 'headers'>,
): Record<string, string> {
  const secret = secretNamesOf(webhook.headers);
  const shown: Record<string, string> = {};
  // "for in" and not Object.entries: this runs for every attempt, and a pair for each header is what costs.
  for (const name in headers) {
    const key = name.toLowerCase();
    shown[name] = secret.has(key) || secretHeaders.includes(key) ? hidden : headers[name]!;
  }
  return shown;
}

/** By the static headers of a webhook, which are the same object for all that waits for it. */
const secretNames = new WeakMap<Webhook['headers'], ReadonlySet<string>>();

function secretNamesOf(headers: Webhook['headers']): ReadonlySet<string> {
  const known = secretNames.get(headers);
  if (known !== undefined) return known;
  const names = new Set([
    'authorization',
    'webhook-signature',
    ...Object.keys(headers).map((name) => name.toLowerCase()),
  ]);
  secretNames.set(headers, names);
  return names;
}

/** To a hundredth of a millisecond. */
function roundedTimings(timings: Timings): Timings {
  const rounded: Timings = { total: rounded2(timings.total) };
  for (const phase of phases) {
    const ms = timings[phase];
    if (ms !== undefined) rounded[phase] = rounded2(ms);
  }
  return rounded;
}

const phases = ['dns', 'connect', 'tls', 'wait', 'body'] as const;
const rounded2 = (ms: number) => Math.round(ms * 100) / 100;

function storable(headers: Answer['headers']): Answer['headers'] {
  const stored: Answer['headers'] = {};
  for (const name in headers) {
    const value = headers[name]!;
    stored[storableText(name)] = Array.isArray(value) ? value.map(storableText) : storableText(value);
  }
  return stored;
}

/** What a receiver sends must not break the log: jsonb and text hold no NUL. */
function storableText(text: string): string {
  // Nearly always there is nothing to mend, and to look is cheaper than to copy.
  if (isStorableText(text)) return text;
  return text.replaceAll('\u0000', '\ufffd').toWellFormed();
}
