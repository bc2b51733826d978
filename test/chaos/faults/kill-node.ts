import { setTimeout as sleep } from 'node:timers/promises';
import { wholeBetween } from '../random.ts';
import { type FaultKind, numberIn } from './fault.ts';

/** `kill -9` of a node, which comes back after a while. */
export const killNode: FaultKind = {
  kind: 'kill-node',
  place: null,
  plan: (random, { nodes }) => {
    const lastsMs = wholeBetween(random, 50, 1500);
    return { lastsMs, details: { node: wholeBetween(random, 0, nodes - 1) } };
  },
  async strike({ nodes }, fault) {
    const node = nodes[numberIn(fault, 'node')]!;
    const killed = await node.kill();
    await sleep(fault.lastsMs);
    node.start();
    return killed ? 'killed' : 'was down already';
  },
};
