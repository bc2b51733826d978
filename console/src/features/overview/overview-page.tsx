import { useQuery } from '@tanstack/react-query';
import { useOrganizationCrumb } from '../../shared/api/organization.ts';
import { reading } from '../../shared/api/query.ts';
import { usePathValues } from '../../shared/routing/use-search.ts';
import { Page } from '../../shared/ui/page.tsx';
import { useWebhooks } from '../../shared/webhooks/use-webhooks.ts';
import { Attention } from './attention.tsx';
import { FirstSteps } from './first-steps.tsx';
import { NewestEvents } from './newest-events.tsx';

const newest = 10;

/** How an organization is doing: what needs somebody first, then what happened last. */
export function OverviewPage() {
  const { org } = usePathValues();
  const crumbs = useOrganizationCrumb().map((crumb) => ({ ...crumb, to: '/orgs', label: 'Organizations' }));
  const [title] = useOrganizationCrumb();
  const webhooks = useWebhooks(org);
  const events = useQuery({
    ...reading('/api/v1/organizations/{org}/events', { path: { org }, query: { limit: newest } }),
    refetchInterval: 5000,
  });
  const empty = webhooks.data?.items.length === 0 && events.data?.items.length === 0;
  return (
    <Page title={`Overview of ${title?.label ?? org}`} crumbs={crumbs}>
      {empty ? (
        <FirstSteps org={org} />
      ) : (
        <>
          <Attention org={org} query={webhooks} />
          <NewestEvents org={org} query={events} />
        </>
      )}
    </Page>
  );
}
