import { useQuery } from '@tanstack/react-query';
import { useOrganizationCrumb } from '../../shared/api/organization.ts';
import { reading } from '../../shared/api/query.ts';
import { useBackKey } from '../../shared/keys/use-page-keys.ts';
import { deliveryColumns } from '../../shared/log/delivery-columns.tsx';
import { paths } from '../../shared/paths.ts';
import { usePathValues } from '../../shared/routing/use-search.ts';
import { Facts } from '../../shared/ui/facts.tsx';
import { Id } from '../../shared/ui/id.tsx';
import { JsonView } from '../../shared/ui/json-view.tsx';
import { List } from '../../shared/ui/list.tsx';
import { ObjectLink } from '../../shared/ui/object-link.tsx';
import { Page, Section } from '../../shared/ui/page.tsx';
import { Plain } from '../../shared/ui/plain.tsx';
import { Loading, Trouble } from '../../shared/ui/states.tsx';
import { Time } from '../../shared/ui/time.tsx';
import { useWebhookNames } from '../../shared/webhooks/use-webhooks.ts';

/** One event: what happened, with the object as it was, and where it went. */
export function EventPage() {
  const { org, id } = usePathValues();
  const crumbs = useOrganizationCrumb();
  const names = useWebhookNames(org);
  const query = useQuery(reading('/api/v1/organizations/{org}/events/{id}', { path: { org, id } }));
  const { data, error } = query;
  useBackKey(paths.deliveries(org));
  if (data === undefined) {
    return (
      <Page title="Event" crumbs={crumbs}>
        {error === null ? <Loading /> : <Trouble what="The event could not be loaded." error={error} />}
      </Page>
    );
  }
  return (
    <Page title={data.type} titleContent={<Plain text={data.type} max={120} />} crumbs={crumbs}>
      {error !== null && <Trouble what="The event could not be read again." error={error} />}
      <Facts
        facts={[
          { label: 'Saved', value: <Time at={data.occurredAt} /> },
          {
            label: 'Object',
            value: (
              <>
                <Plain text={data.objectType} max={60} />{' '}
                <ObjectLink org={org} type={data.objectType} id={data.objectId} />
              </>
            ),
          },
          { label: 'Done by', value: <Plain text={data.actor} max={120} /> },
          { label: 'Operation', value: <Id id={data.transactionId} whole what="the id of the operation" /> },
          { label: 'Id', value: <Id id={data.id} whole what="the id of the event" /> },
        ]}
      />
      <Section title="Where it went">
        <List
          caption="Deliveries of this event"
          what="Deliveries"
          query={{ ...query, data: { items: data.deliveries } }}
          columns={deliveryColumns({ webhookNames: names, leaveOut: ['event', 'object'] })}
          keyOf={(delivery) => delivery.id}
          linkTo={(delivery) => ({ to: paths.delivery(org, delivery.id) })}
          empty={{ title: 'No receiver: no webhook wanted it when it was saved.' }}
        />
      </Section>
      <Section title="What it says">
        <JsonView text={JSON.stringify(data.data, null, 2)} label="Data of the event" />
      </Section>
    </Page>
  );
}
