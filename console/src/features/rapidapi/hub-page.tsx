import type { ReactNode } from 'react';
import { useOrganizationCrumb } from '../../shared/api/organization.ts';
import { paths } from '../../shared/paths.ts';
import { usePathValues } from '../../shared/routing/use-search.ts';
import { Page } from '../../shared/ui/page.tsx';
import { PageTabs } from '../../shared/ui/page-tabs.tsx';

/** One page with two tabs, each of which has an address of its own. */
export function HubPage({
  title,
  actions,
  children,
}: {
  title: string;
  actions?: ReactNode;
  children: ReactNode;
}) {
  const { org } = usePathValues();
  const tabs = [
    { label: 'Events', to: paths.rapidapiEvents(org) },
    { label: 'Event logs', to: paths.rapidapiEventLogs(org) },
  ];
  return (
    <Page title={title} crumbs={useOrganizationCrumb()} actions={actions}>
      <PageTabs label="Event triggers" tabs={tabs} />
      {children}
    </Page>
  );
}
