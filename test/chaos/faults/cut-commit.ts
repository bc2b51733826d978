import { oneOf, wholeBetween } from '../random.ts';
import { type FaultKind, numberIn } from './fault.ts';

/**
 * The next commits of a node lose their connection: before they reach the server (it rolls back), as they reach it
 * (nobody knows), or when it has committed and its answer is on the way.
 */
export const cutCommit: FaultKind = {
  kind: 'cut-commit',
  place: null,
  plan: (random, { nodes }) => ({
    lastsMs: 1000,
    details: {
      node: wholeBetween(random, 0, nodes - 1),
      when: oneOf(random, ['before', 'during', 'after']),
      commits: wholeBetween(random, 1, 6),
    },
  }),
  async strike({ nodes }, fault) {
    const { proxy } = nodes[numberIn(fault, 'node')]!;
    const when = fault.details.when as 'before' | 'during' | 'after';
    return `cut ${await proxy.cutCommits(when, numberIn(fault, 'commits'), fault.lastsMs)} commits`;
  },
};
