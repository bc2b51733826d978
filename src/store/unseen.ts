/**
 * An id as the planner is not to see it: `(select $1::uuid)`, which it counts on being like any other. Shown the id of an
 * organization, it looks it up in its statistics; one that has grown since they were made is not there, and is taken to have
 * no rows. Then every index that begins with the organization looks as good as the one for the key, and a statement that should find
 * one row reads all that the organization has. For statements that know which rows they want; lists do better seen.
 */
export function unseen(parameter: `$${number}`): string {
  return `(select ${parameter}::uuid)`;
}
