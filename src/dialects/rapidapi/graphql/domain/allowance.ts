import { tooMuch } from '../errors.ts';
import { maxListed } from '../limits/limits.ts';
import type { GraphContext } from '../module.ts';

const spent = new WeakMap<GraphContext, number>();

/** How many items the lists without pages of this answer may still have. */
export function itemsLeft(context: GraphContext): number {
  return maxListed - (spent.get(context) ?? 0);
}

/**
 * Counts the items of a list that has no pages. Throws where the answer comes to too many: a part of a list that looks
 * like all of it would be worse than none.
 */
export function countItems(context: GraphContext, items: number): void {
  const left = itemsLeft(context);
  if (items <= left) {
    spent.set(context, maxListed - left + items);
    return;
  }
  const message = `Lists without pages may come to ${maxListed} items in one answer; ask for fewer of them at once, or for their items by pages.`;
  throw tooMuch('QUERY_TOO_COSTLY', message);
}
