import { rangeStart, ranges } from '../../shared/log/range.ts';
import type { Search } from '../../shared/routing/search.ts';
import { actionsOf } from './audit-words.ts';

const uuid = '[0-9a-f]{8}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{12}';
const actorPattern = new RegExp(`^((token|credential):${uuid}|command|bellwire)$`);

/** What the list is asked with, from what stands in the address. What is not known there is left out. */
export function filtersOf(search: Search, now: Date) {
  const action = actionsOf(search.kind);
  const range = ranges.find(({ value }) => value === search.range);
  return {
    ...(action.length > 0 && { action }),
    ...(search.actor !== undefined && actorPattern.test(search.actor) && { actor: search.actor }),
    ...(search.target !== undefined && { targetId: search.target.slice(0, 255) }),
    ...(range !== undefined && { from: rangeStart(range.hours, now) }),
  };
}
