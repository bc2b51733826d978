import { setTimeout as sleep } from 'node:timers/promises';
import { oneOf, wholeBetween } from '../random.ts';
import type { FaultKind } from './fault.ts';

/** PostgreSQL stops, in good order or as after a crash, and comes back after a while. */
export const restartDatabase: FaultKind = {
  kind: 'restart-database',
  place: 'database',
  plan: (random) => ({
    lastsMs: wholeBetween(random, 50, 2000),
    details: { mode: oneOf(random, ['fast', 'immediate']) },
  }),
  async strike({ server }, fault) {
    await server.stop(fault.details.mode === 'fast' ? 'fast' : 'immediate');
    await sleep(fault.lastsMs);
    await server.start();
    return 'is back';
  },
};
