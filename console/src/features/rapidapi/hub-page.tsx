import type { ReactNode } from 'react';
import { useOrganizationCrumb } from '../../shared/api/organization.ts';
import { paths } from '../../shared/paths.ts';
import { Link } from '../../shared/routing/link.tsx';
import { usePathname, usePathValues } from '../../shared/routing/use-search.ts';
import { Page } from '../../shared/ui/page.tsx';
import classes from './hub-page.module.css';

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
  const here = usePathname();
  const tabs = [
    { label: 'Events', to: paths.rapidapiEvents(org) },
    { label: 'Event logs', to: paths.rapidapiEventLogs(org) },
  ];
  return (
    <Page title={title} crumbs={useOrganizationCrumb()} actions={actions}>
      <nav aria-label="Event triggers" className={classes.tabs}>
        {tabs.map(({ label, to }) => (
          <Link key={to} to={to} aria-current={here === to ? 'page' : undefined}>
            {label}
          </Link>
        ))}
      </nav>
      {children}
    </Page>
  );
}
