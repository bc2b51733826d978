import { setTimeout as sleep } from 'node:timers/promises';
import { wholeBetween } from '../random.ts';
import type { FaultKind } from './fault.ts';

/** PostgreSQL's file system, log of writes included, has no room left; after a while it has. */
export const fillDisk: FaultKind = {
  kind: 'fill-disk',
  place: 'database',
  plan: (random) => ({ lastsMs: wholeBetween(random, 300, 2500), details: {} }),
  async strike({ server, disk }, fault) {
    if (disk.missing !== null) return `left out: ${disk.missing}`;
    const megabytes = await disk.fill();
    await sleep(fault.lastsMs);
    await disk.free();
    const survived = await server.isUp();
    // A server that could not write its log of writes has ended itself.
    await server.start();
    return `${megabytes} MB of ballast; the server ${survived ? 'went on' : 'had ended and was started again'}`;
  },
};
