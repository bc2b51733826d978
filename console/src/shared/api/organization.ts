import { useQuery } from '@tanstack/react-query';
import { useMemo } from 'react';
import { paths } from '../paths.ts';
import { usePathValues } from '../routing/use-search.ts';
import { reading } from './query.ts';

/** The organization that the page is in; undefined until it is known, and on pages that are in none. */
export function useOrganization() {
  return useOrganizationRead().data;
}

/** How it stands with reading it. */
export function useOrganizationRead() {
  const { org } = usePathValues() as { org?: string };
  return useQuery({ ...organizationQuery(org ?? ''), staleTime: 60_000, enabled: org !== undefined });
}

export const organizationQuery = (org: string) => reading('/api/v1/organizations/{org}', { path: { org } });

/** Where each page of an organization begins on the way to it. */
export function useOrganizationCrumb(): { label: string; to: string }[] {
  const { org } = usePathValues();
  const organization = useOrganization();
  return useMemo(
    () => [{ label: organization?.name.slice(0, 60) ?? org, to: paths.overview(org) }],
    [organization?.name, org],
  );
}
