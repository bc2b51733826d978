import { keepPreviousData, useQuery } from '@tanstack/react-query';
import { ask } from '../../shared/api/ask.ts';
import { keyOf } from '../../shared/api/query.ts';
import { type DeliveryFilters, testFiltersOf } from './delivery-filters.ts';
import { mergedPage, testRow } from './delivery-rows.ts';

const limit = 50;
const none = { items: [], older: null, newer: null };

/** A page of deliveries, of tests, or of both as one list. */
export function useDeliveryRows(
  org: string,
  filters: DeliveryFilters,
  tests: 'out' | 'in' | 'only',
  place: { before: string | undefined; after: string | undefined },
) {
  return useQuery({
    queryKey: [...keyOf('/api/v1/organizations/{org}/deliveries'), 'rows', org, filters, tests, place],
    queryFn: async ({ signal }) => {
      const [deliveries, attempts] = await Promise.all([
        tests === 'only' ? none : readDeliveries(org, { ...filters, ...place }, signal),
        tests === 'out' ? none : readTests(org, filters, place, signal),
      ]);
      return mergedPage(deliveries, attempts, { limit, rising: place.after !== undefined });
    },
    placeholderData: keepPreviousData,
  });
}

function readDeliveries(
  org: string,
  query: DeliveryFilters & { before: string | undefined; after: string | undefined },
  signal: AbortSignal,
) {
  const input = { path: { org }, query: { ...query, limit } };
  return ask('get', '/api/v1/organizations/{org}/deliveries', input, { signal });
}

async function readTests(
  org: string,
  filters: DeliveryFilters,
  place: { before: string | undefined; after: string | undefined },
  signal: AbortSignal,
) {
  const query = testFiltersOf(filters);
  if (query === null) return none;
  const input = { path: { org }, query: { ...query, ...place, limit } };
  const page = await ask('get', '/api/v1/organizations/{org}/attempts', input, { signal });
  return { ...page, items: page.items.map(testRow) };
}
