/** A delivery that may become part of a run. */
export interface RunCandidate {
  organizationId: string;
  id: string;
  objectId: string;
  transactionId: string;
}

/**
 * Cuts what is owed for objects, each from its first delivery on, down to what is sent as runs: a run ends ahead of a delivery whose
 * operation tells of another object as well. Such deliveries go out together, one after the other (children before the
 * parent that took them along), and that can only be seen to when each of them is the first of its object.
 */
export function cutRuns<Candidate extends RunCandidate>(owed: readonly Candidate[][]): Candidate[][] {
  const objectOf = new Map<string, string>();
  const shared = new Set<string>();
  for (const { transactionId, objectId } of owed.flat()) {
    if ((objectOf.get(transactionId) ?? objectId) !== objectId) shared.add(transactionId);
    objectOf.set(transactionId, objectId);
  }
  return owed.map((candidates) => {
    const end = candidates.findIndex(({ transactionId }, index) => index > 0 && shared.has(transactionId));
    return end === -1 ? candidates : candidates.slice(0, end);
  });
}
