import { keepPreviousData, useQuery } from '@tanstack/react-query';
import { useOrganizationCrumb } from '../../shared/api/organization.ts';
import { reading } from '../../shared/api/query.ts';
import { paths } from '../../shared/paths.ts';
import { usePathValues, useSearch } from '../../shared/routing/use-search.ts';
import { Page } from '../../shared/ui/page.tsx';
import { SettingsTabs } from '../../shared/ui/settings-tabs.tsx';
import { AuditList, useAuditFilters } from './audit-list.tsx';

/** Who did what in an organization. */
export function AuditPage() {
  const { org } = usePathValues();
  const { before, after } = useSearch();
  const crumbs = useOrganizationCrumb();
  const filters = useAuditFilters();
  const query = useQuery({
    ...reading('/api/v1/organizations/{org}/audit-entries', {
      path: { org },
      query: { ...filters, before, after },
    }),
    placeholderData: keepPreviousData,
  });
  return (
    <Page
      title="Audit log"
      crumbs={[...crumbs, { label: 'Settings', to: paths.settings(org) }]}
      description="Who did what to this organization, its webhooks and its access. Changes of objects stand with the events."
    >
      <SettingsTabs org={org} />
      <AuditList here={paths.audit(org)} query={query} orgOf={() => org} />
    </Page>
  );
}
