import { IconEdit } from '@tabler/icons-react';
import { useQuery } from '@tanstack/react-query';
import { useOrganizationCrumb } from '../../shared/api/organization.ts';
import { reading } from '../../shared/api/query.ts';
import { useWhyNot } from '../../shared/api/session.ts';
import type { Webhook } from '../../shared/api/types.ts';
import { FigureSection, useFigures } from '../../shared/charts/figures-section.tsx';
import { RangeButtons } from '../../shared/charts/range-buttons.tsx';
import { useBackKey } from '../../shared/keys/use-page-keys.ts';
import { deliveryColumns } from '../../shared/log/delivery-columns.tsx';
import { paths } from '../../shared/paths.ts';
import { Link } from '../../shared/routing/link.tsx';
import { useGo, usePathValues } from '../../shared/routing/use-search.ts';
import { Facts } from '../../shared/ui/facts.tsx';
import { List } from '../../shared/ui/list.tsx';
import { MayButton } from '../../shared/ui/may.tsx';
import { Page, Section } from '../../shared/ui/page.tsx';
import { Plain } from '../../shared/ui/plain.tsx';
import { Loading, Trouble } from '../../shared/ui/states.tsx';
import { TestWebhook } from '../../shared/webhooks/test-webhook.tsx';
import { useWebhookFigures } from '../../shared/webhooks/use-webhooks.ts';
import { WebhookState } from '../../shared/webhooks/webhook-state.tsx';
import { DeleteWebhook } from './delete-webhook.tsx';
import { RotateSecret } from './rotate-secret.tsx';
import { SwitchWebhook } from './switch-webhook.tsx';
import { webhookFacts } from './webhook-facts.tsx';

/** One webhook: how it is doing, how it is set, and what was sent to it last. */
export function WebhookPage() {
  const whyNoAudit = useWhyNot('administrator', 'The audit log');
  const { org, id } = usePathValues();
  const crumb = useOrganizationCrumb();
  const { data, error } = useQuery(
    reading('/api/v1/organizations/{org}/webhooks/{id}', { path: { org, id } }),
  );
  const figures = useFigures(org, id);
  const health = useWebhookFigures(org).get(id);
  useBackKey(paths.webhooks(org));
  const crumbs = [...crumb, { label: 'Webhooks', to: paths.webhooks(org) }];
  if (data === undefined) {
    return (
      <Page title="Webhook" crumbs={crumbs}>
        {error === null ? <Loading /> : <Trouble what="The webhook could not be loaded." error={error} />}
      </Page>
    );
  }
  return (
    <Page
      title={data.name.slice(0, 120)}
      titleContent={<Plain text={data.name} />}
      crumbs={crumbs}
      status={<WebhookState webhook={data} figures={health} />}
      actions={<Actions org={org} webhook={data} />}
    >
      {error !== null && <Trouble what="The webhook could not be read again." error={error} />}
      <Facts
        facts={webhookFacts(
          data,
          whyNoAudit === undefined && (
            <Link to={paths.audit(org)} search={{ target: id }}>
              All changes
            </Link>
          ),
        )}
      />
      <Section title="Figures" actions={<RangeButtons />}>
        <FigureSection figures={figures.data} error={figures.error} onRetry={() => void figures.refetch()} />
      </Section>
      <RecentDeliveries org={org} id={id} />
    </Page>
  );
}

function Actions({ org, webhook }: { org: string; webhook: Webhook }) {
  const go = useGo();
  const why = useWhyNot('editor', 'Changing a webhook');
  return (
    <>
      <SwitchWebhook org={org} webhook={webhook} />
      <MayButton
        why={why}
        variant="default"
        leftSection={<IconEdit size={16} aria-hidden />}
        onClick={() => go(paths.webhookSettings(org, webhook.id))}
      >
        Edit
      </MayButton>
      <TestWebhook org={org} webhook={webhook} />
      <RotateSecret org={org} webhook={webhook} />
      <DeleteWebhook org={org} webhook={webhook} />
    </>
  );
}

function RecentDeliveries({ org, id }: { org: string; id: string }) {
  const query = useQuery({
    ...reading('/api/v1/organizations/{org}/deliveries', {
      path: { org },
      query: { webhookId: id, limit: 10 },
    }),
    refetchInterval: 5000,
  });
  const columns = deliveryColumns({ webhookNames: new Map(), leaveOut: ['webhook'] });
  // Its pages are those of the list of deliveries.
  const data = query.data && { items: query.data.items };
  return (
    <Section
      title="Newest deliveries"
      actions={
        <Link to={paths.deliveries(org)} search={{ webhook: id, range: '30d' }}>
          All of its deliveries
        </Link>
      }
    >
      <List
        caption="Newest deliveries to this webhook"
        what="Deliveries"
        query={{ ...query, data }}
        columns={columns}
        keyOf={(delivery) => delivery.id}
        linkTo={(delivery) => ({ to: paths.delivery(org, delivery.id) })}
        empty={{ title: 'Nothing was sent to it yet.' }}
      />
    </Section>
  );
}
