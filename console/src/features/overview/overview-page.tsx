import { useQuery } from '@tanstack/react-query';
import { useOrganizationCrumb } from '../../shared/api/organization.ts';
import { reading } from '../../shared/api/query.ts';
import { useLiveEvents } from '../../shared/api/use-live-events.ts';
import { FigureSection, useFigures } from '../../shared/charts/figures-section.tsx';
import { RangeButtons } from '../../shared/charts/range-buttons.tsx';
import { usePathValues } from '../../shared/routing/use-search.ts';
import { Page } from '../../shared/ui/page.tsx';
import { useWebhooks } from '../../shared/webhooks/use-webhooks.ts';
import { Attention } from './attention.tsx';
import { FirstSteps } from './first-steps.tsx';
import { KeyFigures } from './key-figures.tsx';
import { NewestEvents } from './newest-events.tsx';

const newest = 10;

/** How an organization is doing: the figures, what needs somebody, then what happened last. */
export function OverviewPage() {
  const { org } = usePathValues();
  const crumbs = useOrganizationCrumb();
  const webhooks = useWebhooks(org);
  const figures = useFigures(org);
  const liveness = useLiveEvents(org);
  const events = useQuery({
    ...reading('/api/v1/organizations/{org}/events', { path: { org }, query: { limit: newest } }),
    // The stream tells of news; this is for when it is broken.
    refetchInterval: 30_000,
  });
  const empty = webhooks.data?.items.length === 0 && events.data?.items.length === 0;
  return (
    <Page title="Overview" crumbs={crumbs} actions={!empty && <RangeButtons />}>
      {empty ? (
        <FirstSteps org={org} />
      ) : (
        <>
          {figures.data !== undefined && <KeyFigures org={org} figures={figures.data} />}
          <Attention org={org} query={webhooks} />
          <section aria-label="Figures over time" style={{ marginBlockStart: 24 }}>
            <FigureSection
              figures={figures.data}
              error={figures.error}
              onRetry={() => void figures.refetch()}
            />
          </section>
          <NewestEvents org={org} query={events} liveness={liveness} />
        </>
      )}
    </Page>
  );
}
