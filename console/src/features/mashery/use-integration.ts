import { useQuery } from '@tanstack/react-query';
import { reading } from '../../shared/api/query.ts';
import { usePathValues, useSearch } from '../../shared/routing/use-search.ts';

/**
 * The webhooks that speak Mashery, and the one that the page is about: that of the address, else the first that was made.
 * An area of the vendor's has one; here it may have several.
 */
export function useIntegration() {
  const { org } = usePathValues();
  const { webhook: wanted } = useSearch();
  const query = useQuery(reading('/api/v1/organizations/{org}/webhooks', { path: { org } }));
  const all = (query.data?.items ?? [])
    .filter(({ format }) => format === 'mashery')
    .sort((one, other) => (one.createdAt < other.createdAt ? -1 : 1));
  return { org, query, all, webhook: all.find(({ id }) => id === wanted) ?? all[0] };
}
