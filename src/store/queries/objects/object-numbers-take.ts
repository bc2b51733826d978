import type { Queries } from '../../database.ts';

/**
 * Takes a block of the whole numbers that objects are shown with. A sequence never gives a number twice, not even
 * after a rollback; the numbers of a block that a node does not use are lost, which nobody minds.
 */
export async function objectNumbersTake(queries: Queries, count: number): Promise<number[]> {
  const rows = await queries.query<{ number: number }>({
    name: 'object-numbers-take',
    text: `select nextval('object_numbers') as number from generate_series(1, $1)`,
    values: [count],
  });
  return rows.map((row) => row.number);
}
