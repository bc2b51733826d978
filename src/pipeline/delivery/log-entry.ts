import type { AttemptRow } from '../../store/queries/attempts/attempts-insert.ts';
import type { Webhook } from '../../store/records/webhook.ts';
import type { Outcome } from './attempt.ts';
import type { WireRequest } from './format.ts';

/** Shown in the log instead of a value that must not be kept. */
export const hidden = '[hidden]';

/** The part of a log entry that tells of the request and its answer. */
export function logEntryOf(
  request: WireRequest,
  webhook: Pick<Webhook, 'headers'>,
  outcome: Outcome,
): Pick<
  AttemptRow,
  | 'timings'
  | 'request'
  | 'responseStatus'
  | 'responseHeaders'
  | 'responseBody'
  | 'responseSize'
  | 'reason'
  | 'detail'
> {
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
  const secret = new Set([
    'authorization',
    'webhook-signature',
    ...secretHeaders,
    ...Object.keys(webhook.headers).map((name) => name.toLowerCase()),
  ]);
  return Object.fromEntries(
    Object.entries(headers).map(([name, value]) => [name, secret.has(name.toLowerCase()) ? hidden : value]),
  );
}

function roundedTimings(timings: Outcome['timings']): Record<string, number> {
  return Object.fromEntries(
    Object.entries(timings).map(([phase, ms]) => [phase, Math.round(Number(ms) * 100) / 100]),
  );
}

function storable(headers: Record<string, string | string[]>): Record<string, string | string[]> {
  return Object.fromEntries(
    Object.entries(headers).map(([name, value]) => [
      storableText(name),
      Array.isArray(value) ? value.map(storableText) : storableText(value),
    ]),
  );
}

/** What a receiver sends must not break the log: jsonb and text hold no NUL. */
function storableText(text: string): string {
  return text.replaceAll('\u0000', '\ufffd').toWellFormed();
}
