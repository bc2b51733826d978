import { useQuery } from '@tanstack/react-query';
import { useOrganizationCrumb } from '../../shared/api/organization.ts';
import { reading } from '../../shared/api/query.ts';
import type { DeliveryDetails } from '../../shared/api/types.ts';
import { DeliveryStatus, NextTry } from '../../shared/log/delivery-status.tsx';
import { paths } from '../../shared/paths.ts';
import { Link } from '../../shared/routing/link.tsx';
import { usePathValues, useSearch } from '../../shared/routing/use-search.ts';
import { Facts } from '../../shared/ui/facts.tsx';
import { Id } from '../../shared/ui/id.tsx';
import { ObjectLink } from '../../shared/ui/object-link.tsx';
import { Page } from '../../shared/ui/page.tsx';
import { Plain } from '../../shared/ui/plain.tsx';
import { Loading, Trouble } from '../../shared/ui/states.tsx';
import { Time } from '../../shared/ui/time.tsx';
import { useWebhooks } from '../../shared/webhooks/use-webhooks.ts';
import { AttemptDetail } from './attempt-detail.tsx';
import { Attempts } from './attempts.tsx';
import { CancelDelivery } from './cancel-delivery.tsx';
import classes from './delivery-page.module.css';
import { Explanation } from './explanation.tsx';
import { Neighbours } from './neighbours.tsx';
import { ResendDelivery } from './resend-delivery.tsx';

/** One delivery: did it arrive, if not why, and what can be done. Each attempt with the exact request and answer. */
export function DeliveryPage() {
  const { org, id } = usePathValues();
  const { attempt: chosen } = useSearch();
  const crumb = useOrganizationCrumb();
  const webhooks = useWebhooks(org);
  const { data, error, refetch } = useQuery({
    ...reading('/api/v1/organizations/{org}/deliveries/{id}', { path: { org, id } }),
    // While something is still to come it is looked at again.
    refetchInterval: ({ state }) =>
      state.data === undefined || state.data.finishedAt !== null ? false : 2000,
  });
  const crumbs = [...crumb, { label: 'Deliveries', to: paths.deliveries(org) }];
  if (data === undefined) {
    return (
      <Page title="Delivery" crumbs={crumbs}>
        {error === null ? (
          <Loading />
        ) : (
          <Trouble what="The delivery could not be loaded." error={error} onRetry={() => void refetch()} />
        )}
      </Page>
    );
  }
  const webhook = webhooks.data?.items.find((one) => one.id === data.webhookId);
  const attempts = data.attemptList;
  const shown = attempts.find(({ number }) => String(number) === chosen) ?? attempts.at(-1);
  return (
    <Page
      title={`${data.eventType} → ${webhook?.name.slice(0, 80) ?? 'webhook'}`}
      titleContent={
        <>
          <Plain text={data.eventType} max={80} /> <span aria-hidden>→</span>{' '}
          {webhook === undefined ? <Id id={data.webhookId} /> : <Plain text={webhook.name} max={80} />}
        </>
      }
      crumbs={crumbs}
      status={
        <>
          <DeliveryStatus delivery={data} />
          {data.dueAt !== null && !data.held && (
            <span className="muted">
              <NextTry dueAt={data.dueAt} />
            </span>
          )}
        </>
      }
      actions={
        <>
          <CancelDelivery org={org} delivery={data} />
          <ResendDelivery org={org} delivery={data} webhook={webhook} />
        </>
      }
    >
      {error !== null && <Trouble what="The delivery could not be read again." error={error} />}
      <Neighbours attempts={attempts.length} />
      <Explanation delivery={data} />
      <Where delivery={data} org={org} webhookName={webhook?.name} />
      <div className={classes.panes}>
        <Attempts delivery={data} attempts={attempts} shown={shown?.number} />
        {shown === undefined ? (
          <p className="muted">Nothing was sent yet.</p>
        ) : (
          <AttemptDetail org={org} attempt={shown} urlNow={webhook?.url} />
        )}
      </div>
    </Page>
  );
}

function Where({
  delivery,
  org,
  webhookName,
}: {
  delivery: DeliveryDetails;
  org: string;
  webhookName: string | undefined;
}) {
  return (
    <Facts
      facts={[
        { label: 'Accepted', value: <Time at={delivery.createdAt} /> },
        {
          label: 'Object',
          value: (
            <>
              <Plain text={delivery.objectType} max={60} />{' '}
              <ObjectLink org={org} type={delivery.objectType} id={delivery.objectId} />
            </>
          ),
        },
        {
          label: 'Event',
          value: (
            <Link to={paths.event(org, delivery.eventId)}>
              <Id id={delivery.eventId} />
            </Link>
          ),
        },
        {
          label: 'Webhook',
          value:
            webhookName === undefined ? (
              <Id id={delivery.webhookId} />
            ) : (
              <Link to={paths.webhook(org, delivery.webhookId)}>
                <Plain text={webhookName} max={80} />
              </Link>
            ),
        },
        { label: 'Finished', value: <Time at={delivery.finishedAt} /> },
        { label: 'Id', value: <Id id={delivery.id} whole what="the id of the delivery" /> },
      ]}
    />
  );
}
