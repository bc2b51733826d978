import { keepPreviousData, queryOptions, useQuery, useQueryClient } from '@tanstack/react-query';
import { ask } from '../../shared/api/ask.ts';
import { keyOf } from '../../shared/api/query.ts';
import { type DeliveryFilters, testFiltersOf } from './delivery-filters.ts';
import { mergedPage, movedOn, someDue, testRow } from './delivery-rows.ts';

const limit = 50;
const none = { items: [], older: null, newer: null };

const followedMs = 2000;

interface Place {
  before: string | undefined;
  after: string | undefined;
}

/** A page of deliveries, of tests, or of both as one list. While an attempt of its rows is due, it is read again. */
export function useDeliveryRows(
  org: string,
  filters: DeliveryFilters,
  tests: 'out' | 'in' | 'only',
  place: Place,
) {
  const client = useQueryClient();
  const key = ['rows', org, filters, tests, place];
  const read = async ({ signal }: { signal: AbortSignal }) => {
    const [deliveries, attempts] = await Promise.all([
      tests === 'only' ? none : readDeliveries(org, { ...filters, ...place }, signal),
      tests === 'out' ? none : readTests(org, filters, place, signal),
    ]);
    return mergedPage(deliveries, attempts, { limit, rising: place.after !== undefined });
  };
  const options = queryOptions({
    queryKey: [...keyOf('/api/v1/organizations/{org}/deliveries'), ...key],
    queryFn: read,
  });
  const query = useQuery({ ...options, placeholderData: keepPreviousData });
  useQuery({
    queryKey: ['deliveries followed', ...key],
    queryFn: async (context) => {
      const shown = client.getQueryData(options.queryKey);
      if (shown === undefined || !someDue(shown.items, new Date())) return null;
      const again = await read(context);
      // Read anew by other means meanwhile, what is shown is the newer of the two.
      client.setQueryData(options.queryKey, (now) => (now === shown ? movedOn(shown, again) : now));
      return null;
    },
    enabled: query.data?.items.some(({ dueAt }) => dueAt !== null) ?? false,
    refetchInterval: followedMs,
    staleTime: 0,
  });
  return query;
}

function readDeliveries(org: string, query: DeliveryFilters & Place, signal: AbortSignal) {
  const input = { path: { org }, query: { ...query, limit } };
  return ask('get', '/api/v1/organizations/{org}/deliveries', input, { signal });
}

async function readTests(org: string, filters: DeliveryFilters, place: Place, signal: AbortSignal) {
  const query = testFiltersOf(filters);
  if (query === null) return none;
  const input = { path: { org }, query: { ...query, ...place, limit } };
  const page = await ask('get', '/api/v1/organizations/{org}/attempts', input, { signal });
  return { ...page, items: page.items.map(testRow) };
}
