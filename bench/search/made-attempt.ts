import { createHash } from 'node:crypto';
import { uuidAtMs } from '../../src/base/ids.ts';
import { attemptWords } from '../../src/pipeline/log/search/attempt-words.ts';
import type { AttemptRow } from '../../src/store/queries/attempts/attempts-insert.ts';

/** The organization that all of the log is of, and its only webhook. */
export const hub = uuidAtMs(1);

/** What a row has in common with every thousandth other one. */
export const slots = 1000;

/**
 * The attempt number `n` of the log, made at `atMs`, with the body that was sent: an API that was updated, with a text of
 * thirty words. Its words are those that the product makes of it.
 */
export function madeAttempt(n: number, atMs: number): { row: AttemptRow; body: Buffer } {
  const ms = Math.floor(atMs);
  const eventId = madeId(n, 'e', ms - 50);
  const status = n % 100 === 51 ? 503 : 200;
  const row: AttemptRow = {
    organizationId: hub,
    id: madeId(n, 'a', ms),
    kind: 'delivery',
    deliveryId: madeId(n, 'd', ms - 50),
    eventId,
    webhookId: hub,
    eventType: 'api.updated',
    objectType: 'api',
    objectId: madeId(n, 'o', ms),
    transactionId: eventId,
    number: 1,
    startedAt: new Date(ms),
    timings: { wait: 11.25, total: 12.5 },
    request: { method: 'POST', url, headers: { ...headers, 'webhook-id': eventId } },
    requestBody: null,
    responseStatus: status,
    responseHeaders: { 'content-type': 'application/json' },
    responseBody: Buffer.from('{"ok":true}'),
    responseSize: 11,
    reason: status === 200 ? null : 'http-5xx',
    detail: null,
    words: null,
  };
  const body = bodyOf(n, row);
  return { row: { ...row, words: attemptWords(row, body) }, body };
}

const url = 'https://hooks.example.com/rapidapi/events';
const headers = {
  'content-type': 'application/json',
  'user-agent': 'Bellwire',
  'x-rapidapi-webhook-secret': '[hidden]',
  'webhook-signature': '[hidden]',
  'webhook-timestamp': '1767225600',
};

function bodyOf(n: number, { objectId, startedAt }: AttemptRow): Buffer {
  const text = Array.from({ length: 30 }, (_, k) => `w${((n % slots) * 7919 + k * 104_729) % 5000}`);
  if (n % 100 === 7) text.push('hundredth');
  if (n % 1000 === 51) text.push('thousandth');
  if (n % 100_000 === 13) text.push('rarity');
  const data = {
    id: `api_${objectId}`,
    name: `word${n}`,
    userId: `user${n % 50_000}`,
    category: 'Weather',
    visibility: 'PUBLIC',
    description: text.join(' '),
    updatedAt: startedAt.toISOString(),
  };
  return Buffer.from(JSON.stringify({ type: 'API.UPDATED', data: [data] }));
}

/** A version 7 UUID of that millisecond, the rest of it from `n`; `fill-log.ts` makes the same ones. */
function madeId(n: number, kind: 'a' | 'd' | 'e' | 'o', ms: number): string {
  const time = ms.toString(16).padStart(12, '0');
  const rest = createHash('md5').update(`${n}${kind}`).digest('hex');
  return `${time.slice(0, 8)}-${time.slice(8)}-7${rest.slice(0, 3)}-8${rest.slice(3, 6)}-${rest.slice(6, 18)}`;
}
