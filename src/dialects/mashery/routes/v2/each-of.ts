import { BellwireError } from '../../../../base/errors.ts';

/** What went wrong with one object of a list. */
export class ListError extends Error {
  /** Counted from 0. */
  readonly index: number;

  constructor(index: number, cause: unknown) {
    super(`Object ${index} of a list`, { cause });
    this.name = 'ListError';
    this.index = index;
  }
}

/** Does something with each of a list, one after the other. What goes wrong says with which. */
export async function eachOf<Item, Result>(
  items: readonly Item[],
  work: (item: Item) => Promise<Result>,
): Promise<Result[]> {
  const results: Result[] = [];
  for (const [index, item] of items.entries()) {
    try {
      results.push(await work(item));
    } catch (error) {
      throw new ListError(index, error);
    }
  }
  return results;
}

/** Does something with a whole list at once. What goes wrong says with which, where it is known. */
export async function allOf<Result>(work: () => Promise<Result>): Promise<Result> {
  try {
    return await work();
  } catch (error) {
    if (error instanceof BellwireError && error.index !== undefined) throw new ListError(error.index, error);
    throw error;
  }
}
