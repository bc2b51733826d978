import { wholeBetween } from '../random.ts';
import { type FaultKind, numberIn } from './fault.ts';

/** How far from the true time a node's clock goes at the most. */
export const furthestJumpMs = 6 * 3_600_000;

/** A node's clock jumps, back or ahead, and stays there until it jumps again. */
export const jumpClock: FaultKind = {
  kind: 'jump-clock',
  place: null,
  plan: (random, { nodes }) => ({
    lastsMs: 0,
    details: {
      node: wholeBetween(random, 0, nodes - 1),
      offsetMs: random() < 0.25 ? 0 : wholeBetween(random, -furthestJumpMs, furthestJumpMs),
    },
  }),
  async strike({ nodes }, fault) {
    const offsetMs = numberIn(fault, 'offsetMs');
    nodes[numberIn(fault, 'node')]!.setClock(offsetMs);
    return `now ${(offsetMs / 3_600_000).toFixed(2)} h off`;
  },
};
