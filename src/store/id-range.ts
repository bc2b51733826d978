/**
 * The least and the greatest of some ids, version 7 UUIDs in their usual spelling. A statement that names them besides the ids
 * is planned for the partitions between them: the planner leaves the others out only for bounds that it can see, and
 * planning for all the days of a long log takes longer than the statement does.
 */
export function idRange(ids: readonly string[]): { least: string; greatest: string } {
  let [least, greatest] = [ids[0] ?? noId, ids[0] ?? noId];
  for (const id of ids) {
    if (id < least) least = id;
    if (id > greatest) greatest = id;
  }
  return { least, greatest };
}

const noId = '00000000-0000-0000-0000-000000000000';
