import type { WantedPage } from './page-request.ts';

/** A page as Relay has it. `totalCount` is worked out only when it is asked for. */
export interface Connection<Node> {
  edges: { cursor: string; node: Node }[];
  nodes: Node[];
  pageInfo: {
    hasNextPage: boolean;
    hasPreviousPage: boolean;
    startCursor: string | null;
    endCursor: string | null;
  };
  totalCount: () => number | Promise<number>;
}

/**
 * The page for `found`: what follows the cursor in the direction of the page, one item more than it has, so that one
 * sees whether there is more. Backwards, `found` is in the order of the reading, nearest to the cursor first.
 */
export function connectionOf<Node>(
  { direction, size, cursor }: WantedPage,
  found: readonly Node[],
  { cursorOf, count }: { cursorOf: (node: Node) => string; count: () => number | Promise<number> },
): Connection<Node> {
  const more = found.length > size;
  const kept = found.slice(0, size);
  const nodes = direction === 'backward' ? kept.reverse() : kept;
  const edges = nodes.map((node) => ({ cursor: cursorOf(node), node }));
  return {
    edges,
    nodes,
    pageInfo: {
      // On the side that the cursor came from there is at least what the cursor stands on.
      hasNextPage: direction === 'forward' ? more : cursor !== null,
      hasPreviousPage: direction === 'backward' ? more : cursor !== null,
      startCursor: edges[0]?.cursor ?? null,
      endCursor: edges.at(-1)?.cursor ?? null,
    },
    totalCount: count,
  };
}

/** The page of a list that is all in memory. A cursor that is not in it, as of something gone since, begins at the start. */
export function connectionOfAll<Node>(
  wanted: WantedPage,
  all: readonly Node[],
  cursorOf: (node: Node) => string,
): Connection<Node> {
  const ordered = wanted.direction === 'backward' ? [...all].reverse() : all;
  const at = ordered.findIndex((node) => cursorOf(node) === wanted.cursor);
  const found = ordered.slice(at + 1, at + 1 + wanted.size + 1);
  return connectionOf(wanted, found, { cursorOf, count: () => all.length });
}
