import { useQuery } from '@tanstack/react-query';
import { usePathValues } from '../../shared/routing/use-search.ts';
import { Loading, Trouble } from '../../shared/ui/states.tsx';
import { CallbackUrls } from './callback-urls.tsx';
import { EventTypes } from './event-types.tsx';
import { eventSettings } from './graph.ts';
import { HubPage } from './hub-page.tsx';
import { Secret } from './secret.tsx';
import { TestDialog } from './test-dialog.tsx';
import { Triggers } from './triggers.tsx';

/** The vendor's Events tab: on or off, where to, with which secret, and what is told. */
export function EventsPage() {
  const { org } = usePathValues();
  const { data, error, refetch } = useQuery(eventSettings(org));
  return (
    <HubPage title="Events">
      {error !== null && (
        <Trouble what="The settings could not be loaded." error={error} onRetry={() => void refetch()} />
      )}
      {data === undefined && error === null && <Loading />}
      {data !== undefined && (
        <>
          <Triggers org={org} settings={data} />
          <CallbackUrls key={org} org={org} urls={data.eventUrls.nodes} />
          <Secret org={org} urls={data.eventUrls.nodes.length} known={data.eventConfig !== null} />
          <EventTypes types={data.eventTypes} />
          <TestDialog org={org} settings={data} />
        </>
      )}
    </HubPage>
  );
}
