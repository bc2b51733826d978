import { useDebouncedValue } from '@mantine/hooks';
import { keepPreviousData, useQuery } from '@tanstack/react-query';
import { useOrganization } from '../../../shared/api/organization.ts';
import { reading } from '../../../shared/api/query.ts';
import { useSession } from '../../../shared/api/session.ts';
import type { Organization } from '../../../shared/api/types.ts';
import { dialectTitle } from '../../../shared/dialects.ts';
import { paths } from '../../../shared/paths.ts';
import { navItems } from '../nav-items.ts';
import type { Entry } from './entries.ts';

const most = 200;

/** The newest organizations; where there are more, also those that hold what was typed. */
function useOrganizations(typed: string): { all: Organization[]; unread: boolean } {
  const [q] = useDebouncedValue(typed.trim(), 250);
  const first = useQuery(reading('/api/v1/organizations', { query: { limit: most } }));
  const newest = first.data;
  const searched = useQuery({
    ...reading('/api/v1/organizations', { query: { limit: most, q } }),
    placeholderData: keepPreviousData,
    enabled: typeof newest?.older === 'string' && q !== '',
  });
  const all = [...(newest?.items ?? []), ...(searched.data?.items ?? [])];
  return {
    all: [...new Map(all.map((one) => [one.id, one])).values()],
    unread: first.error !== null || searched.error !== null,
  };
}

/**
 * Where one can go: the pages of this organization, its webhooks, all organizations, and what lies outside of them; and
 * whether some of it could not be read.
 */
export function useEntries(org: string | undefined, typed: string): { entries: Entry[]; unread: boolean } {
  const organization = useOrganization();
  const session = useSession();
  const { all: organizations, unread } = useOrganizations(typed);
  const webhooks = useQuery({
    ...reading('/api/v1/organizations/{org}/webhooks', { path: { org: org ?? '' } }),
    enabled: org !== undefined,
  });
  const own = org === undefined ? [] : navItems(org, organization?.dialect).flatMap(({ items }) => items);
  const entries = [
    ...own.map(({ label, to }) => ({ group: 'Pages', label, to })),
    ...(org !== undefined && session?.role === 'administrator'
      ? [{ group: 'Pages', label: 'Audit log', to: paths.audit(org) }]
      : []),
    ...(webhooks.data?.items ?? []).map(({ id, name, url }) => ({
      group: 'Webhooks',
      label: name,
      more: url,
      to: paths.webhook(org!, id),
    })),
    ...organizations.map(({ key, name, dialect }) => ({
      group: 'Organizations',
      label: name,
      more: `${key} · ${dialectTitle(dialect)}`,
      to: paths.overview(key),
    })),
    { group: 'Elsewhere', label: 'All organizations', to: paths.organizations() },
    { group: 'Elsewhere', label: 'Tokens', to: paths.tokens() },
    ...(session?.role === 'administrator' && session.organizationIds === null
      ? [
          { group: 'Elsewhere', label: 'Operate', to: paths.operate() },
          { group: 'Elsewhere', label: 'Audit log of the installation', to: paths.installationAudit() },
        ]
      : []),
  ];
  return { entries, unread: unread || webhooks.error !== null };
}
