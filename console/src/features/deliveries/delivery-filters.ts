import { rangeOf, rangeStart } from '../../shared/log/range.ts';
import { type Search, wordsIn } from '../../shared/routing/search.ts';

export const states = ['waiting', 'retrying', 'delivered', 'failed', 'cancelled'] as const;

const classes = ['2xx', '3xx', '4xx', '5xx', 'none'];

/** What the list is asked with, from what stands in the URL. What is not known there is left out. */
export function filtersOf(search: Search, now: Date) {
  const state = wordsIn(search.status, states);
  const status = classes.includes(search.class ?? '') ? search.class : undefined;
  const { hours } = rangeOf(search.range);
  return {
    ...(state.length > 0 && { state }),
    ...(status !== undefined && { status }),
    ...(search.type !== undefined && /^[\w.:-]{1,255}$/.test(search.type) && { type: search.type }),
    ...(search.webhook !== undefined && { webhookId: search.webhook }),
    ...(search.object !== undefined && { objectId: search.object }),
    from: search.from ?? rangeStart(hours, now),
    ...(search.to !== undefined && { to: search.to }),
  };
}

/** The filters that go along into a delivery's own page, so that Back leads to the same list. */
export function filtersAlone({ before, after, ...filters }: Search): Search {
  return filters;
}
