import { wholeBetween } from '../random.ts';
import { type FaultKind, numberIn } from './fault.ts';

/** Every connection of a node to the database breaks, and for a while no new one is made. */
export const cutConnections: FaultKind = {
  kind: 'cut-connections',
  place: null,
  plan: (random, { nodes }) => ({
    lastsMs: wholeBetween(random, 0, 1000),
    details: { node: wholeBetween(random, 0, nodes - 1) },
  }),
  async strike({ nodes }, fault) {
    const { proxy } = nodes[numberIn(fault, 'node')]!;
    return `cut ${await proxy.cutAll(fault.lastsMs)} connections`;
  },
};
