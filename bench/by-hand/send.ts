import { Pool } from 'undici';
import { createBatcher } from '../../src/base/batcher.ts';
import { systemClock } from '../../src/base/clock.ts';
import { standardFormat } from '../../src/formats/standard.ts';
import { inFlight } from '../tuning.ts';
import { untilZero } from '../until-zero.ts';
import type { Arrived, ByHand, Keep, Saved } from './keep.ts';
import { post } from './post.ts';

export interface SenderByHand {
  /** Sends what was saved, some of it after the call. */
  send(saved: readonly Saved[]): void;
  /** Settles when nothing is owed any more, and all of that is written. */
  settled(): Promise<void>;
  close(): Promise<void>;
}

/** Sends what was saved, some at the same time, and writes in batches that it has arrived. */
export function createSenderByHand({ ids }: ByHand, keep: Keep, origin: string): SenderByHand {
  const pool = new Pool(origin, { connections: inFlight, pipelining: 1 });
  const waiting: Saved[] = [];
  let underWay = 0;
  /** Not written yet that they have arrived. */
  let owed = 0;

  const results = createBatcher<Arrived, void>({
    maxItems: 500,
    concurrency: 2,
    gatherMs: 20,
    async run(batch) {
      await keep.arrived(batch);
      owed -= batch.length;
      return batch.map(() => undefined);
    },
  });

  async function sendOne(saved: Saved): Promise<void> {
    const startedAt = systemClock.now();
    const startMs = systemClock.monotonicMs();
    const request = standardFormat.request({ ...saved, now: startedAt });
    const { method, headers, body } = request;
    const answer = await post(pool, { path: '/hook', headers, body });
    if (answer.status !== 200) throw new Error(`The receiver answered ${answer.status}`);
    const total = Math.round((systemClock.monotonicMs() - startMs) * 100) / 100;
    void results.add({
      saved,
      attempt: {
        organizationId: saved.event.organizationId,
        id: ids.uuid(),
        kind: 'delivery',
        deliveryId: saved.id,
        eventId: saved.event.id,
        webhookId: saved.webhook.id,
        eventType: saved.event.type,
        objectType: saved.event.objectType,
        objectId: saved.event.objectId,
        transactionId: saved.event.transactionId,
        number: 1,
        startedAt,
        timings: { wait: total, body: 0, total },
        request: { method, url: request.url, headers: { ...headers, 'webhook-signature': '[hidden]' } },
        requestBody: null,
        responseStatus: answer.status,
        responseHeaders: answer.headers,
        responseBody: Buffer.alloc(0),
        responseSize: 0,
        reason: null,
        detail: null,
        words: null,
      },
    });
  }

  async function worker(): Promise<void> {
    underWay += 1;
    for (let next = waiting.shift(); next !== undefined; next = waiting.shift()) await sendOne(next);
    underWay -= 1;
  }

  return {
    send(saved) {
      owed += saved.length;
      waiting.push(...saved);
      while (underWay < inFlight && waiting.length > 0) void worker();
    },
    settled: () => untilZero('deliveries owed', async () => owed),
    async close() {
      await results.drain();
      await pool.close();
    },
  };
}
