/** One run of one kind. */
export interface Turn<Kind> {
  kind: Kind;
  /** From 1 on. */
  round: number;
}

/**
 * The order of the runs. Kinds of one group take turns (A B C A B C), so that what changes on the machine meanwhile
 * meets all of them alike; a kind with fewer rounds is in the first ones. Groups come one after the other.
 */
export function turnsOf<Kind extends { group: string }>(
  kinds: readonly Kind[],
  roundsOf: (kind: Kind) => number,
): Turn<Kind>[] {
  const groups = [...new Set(kinds.map(({ group }) => group))];
  return groups.flatMap((group) => {
    const own = kinds.filter((kind) => kind.group === group);
    const rounds = Math.max(...own.map(roundsOf));
    return Array.from({ length: rounds }, (_, index) => index + 1).flatMap((round) =>
      own.filter((kind) => round <= roundsOf(kind)).map((kind) => ({ kind, round })),
    );
  });
}
