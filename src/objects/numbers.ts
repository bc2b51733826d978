import type { Queries } from '../store/database.ts';
import { objectNumbersTake } from '../store/queries/objects/object-numbers-take.ts';

const blockSize = 50;

/** Whole numbers for new objects, taken from the database a block at a time. */
export function createNumbers(queries: Queries): (count: number) => Promise<number[]> {
  let block: number[] = [];
  return async (count) => {
    if (block.length < count) {
      const fresh = await objectNumbersTake(queries, Math.max(blockSize, count));
      block = [...block, ...fresh];
    }
    return block.splice(0, count);
  };
}
