import { Pool } from 'undici';
import { systemClock } from '../../src/base/clock.ts';
import { createIds } from '../../src/base/ids.ts';
import type { Receiver } from '../receiver/start.ts';
import { sampleBody, sampleHeaders } from '../sample-event.ts';
import type { Subject } from '../subject.ts';
import { inFlight } from '../tuning.ts';

/** The measure of all: a loop of undici POSTs. Nothing is stored, signed or tried again; the body is made once. */
export async function startBareLoop(receiver: Receiver): Promise<Subject> {
  const pool = new Pool(receiver.origin, { connections: inFlight, pipelining: 1 });
  const ids = createIds(systemClock);
  const body = Buffer.from(JSON.stringify(sampleBody(1_000_000)));
  return {
    async send(count) {
      let left = count;
      async function worker(): Promise<void> {
        while (left > 0) {
          left -= 1;
          const answer = await pool.request({
            method: 'POST',
            path: '/hook',
            headers: sampleHeaders(ids.uuid()),
            body,
          });
          await answer.body.dump();
          if (answer.statusCode !== 200) throw new Error(`The receiver answered ${answer.statusCode}`);
        }
      }
      await Promise.all(Array.from({ length: inFlight }, worker));
    },
    settled: async () => {},
    logged: async () => null,
    close: () => pool.close(),
  };
}
