import { rangeOf, rangeStart } from '../../shared/log/range.ts';
import { type Search, wordsIn } from '../../shared/routing/search.ts';
import { spanIn } from './span.ts';

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
    ...(search.q !== undefined && { q: search.q.slice(0, 255) }),
    from: rangeStart(hours, now),
    ...spanIn(search),
  };
}

export type DeliveryFilters = ReturnType<typeof filtersOf>;

/** Those of the states asked for, or of all, in which nothing more is owed. */
export function finishedStatesIn(state: DeliveryFilters['state']) {
  return (['delivered', 'failed', 'cancelled'] as const).filter((one) => state?.includes(one) ?? true);
}

/** The others. */
export function owedStatesIn(state: DeliveryFilters['state']) {
  return (['waiting', 'retrying'] as const).filter((one) => state?.includes(one) ?? true);
}

/** Whether tests, which are no deliveries, stand in the list: left out, among the rest, or alone. */
export function testsIn(search: Search): 'out' | 'in' | 'only' {
  return wordsIn(search.test, ['in', 'only'] as const)[0] ?? 'out';
}

/** What tests are asked for with; null where no test can match: it is over as soon as it was made. */
export function testFiltersOf({ state, ...filters }: DeliveryFilters) {
  const wanted = wordsIn(state?.join(','), ['delivered', 'failed'] as const);
  if (state !== undefined && wanted.length === 0) return null;
  return {
    ...filters,
    kind: 'test' as const,
    ...(wanted.length === 1 && { succeeded: wanted[0] === 'delivered' }),
  };
}

/**
 * What makes the list the one that it is, without the place in it and without what is open: it goes along into a delivery's
 * own page, so that Back leads to the same list.
 */
export function filtersAlone({ before, after, attempt, ...filters }: Search): Search {
  return filters;
}
