import { createIds, uuidAtMs } from '../../src/base/ids.ts';
import { attemptWords } from '../../src/pipeline/log/search/attempt-words.ts';
import type { Database } from '../../src/store/database.ts';
import { type AttemptRow, attemptsInsert } from '../../src/store/queries/attempts/attempts-insert.ts';
import { hub } from './made-attempt.ts';
import { medianMsOf, type Timed } from './median.ts';

const body = Buffer.from(
  JSON.stringify({
    type: 'SUBSCRIPTION.CREATED',
    data: [
      { id: 13282134, userId: 6028339, apiId: 'api_0198c222-0a1b-7c3d-8e4f-5a6b7c8d9e0f', status: 'PENDING' },
    ],
    text: Array.from({ length: 60 }, (_, n) => `field${n}: value${n}`).join(' '),
  }),
);

/** Attempts with bodies of 1 kB, written in batches as after sending: as they are, and with the words of their text. */
export async function measureWrites(
  database: Database,
  nowMs: number,
): Promise<{ plain: Timed; searched: Timed }> {
  const ids = createIds({ nowMs: () => nowMs });
  const write = (searched: boolean) => () => {
    const rows = Array.from({ length: 500 }, (): AttemptRow => {
      const row = attempt(ids.uuid(), ids.uuid(), nowMs);
      return searched ? { ...row, words: attemptWords(row, body) } : row;
    });
    return attemptsInsert(database, rows);
  };
  const timed = { plain: await medianMsOf(20, write(false)), searched: await medianMsOf(20, write(true)) };
  await withoutWritten(database, nowMs);
  return timed;
}

/** Takes them away again: a log that is kept is as it was filled, without a rush of others at its end. */
async function withoutWritten(database: Database, nowMs: number): Promise<void> {
  await database.query({
    text: 'delete from attempts where organization_id = $1 and id >= $2',
    values: [hub, uuidAtMs(nowMs)],
  });
  await database.query({ text: 'vacuum attempts' });
}

function attempt(id: string, eventId: string, nowMs: number): AttemptRow {
  return {
    organizationId: hub,
    id,
    kind: 'delivery',
    deliveryId: eventId,
    eventId,
    webhookId: hub,
    eventType: 'subscription.created',
    objectType: 'subscription',
    objectId: '1',
    transactionId: eventId,
    number: 1,
    startedAt: new Date(nowMs),
    timings: { total: 3 },
    request: {
      method: 'POST',
      url: 'https://hooks.example.com/',
      headers: { 'content-type': 'application/json' },
    },
    requestBody: null,
    responseStatus: 200,
    responseHeaders: {},
    responseBody: Buffer.from('{"ok":true}'),
    responseSize: 11,
    reason: null,
    detail: null,
    words: null,
  };
}
