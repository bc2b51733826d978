import { useQuery } from '@tanstack/react-query';
import { usePathValues } from '../routing/use-search.ts';
import { reading } from './query.ts';

/** The organization that the page is in; undefined until it is known. */
export function useOrganization() {
  const { org } = usePathValues();
  return useQuery({ ...organizationQuery(org), staleTime: 60_000 }).data;
}

export const organizationQuery = (org: string) => reading('/api/v1/organizations/{org}', { path: { org } });
