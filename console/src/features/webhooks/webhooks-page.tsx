import { Button } from '@mantine/core';
import { IconPlus } from '@tabler/icons-react';
import { useOrganizationCrumb } from '../../shared/api/organization.ts';
import { useWhyNot } from '../../shared/api/session.ts';
import { useNewKey } from '../../shared/keys/use-page-keys.ts';
import { paths } from '../../shared/paths.ts';
import { useGo, usePathValues, useSearch } from '../../shared/routing/use-search.ts';
import { ChoiceFilter, FilterBar, SearchFilter } from '../../shared/ui/filters.tsx';
import { List } from '../../shared/ui/list.tsx';
import { MayButton } from '../../shared/ui/may.tsx';
import { Page } from '../../shared/ui/page.tsx';
import { healthOf } from '../../shared/webhooks/health.ts';
import { useWebhookFigures, useWebhooks } from '../../shared/webhooks/use-webhooks.ts';
import { webhookColumns } from './webhook-columns.tsx';

const states = [
  { value: 'all', label: 'Any state' },
  { value: 'on', label: 'On' },
  { value: 'failing', label: 'Failing' },
  { value: 'paused', label: 'Paused' },
  { value: 'off', label: 'Off' },
];

/** All webhooks of an organization; the list comes whole, so it is searched here. */
export function WebhooksPage() {
  const { org } = usePathValues();
  const { q = '', state = 'all' } = useSearch();
  const go = useGo();
  const crumb = useOrganizationCrumb();
  const why = useWhyNot('editor', 'Adding a webhook');
  const query = useWebhooks(org);
  const wanted = q.trim().toLowerCase();
  const figures = useWebhookFigures(org);
  const items = (query.data?.items ?? [])
    .map((webhook) => ({ webhook, figures: figures.get(webhook.id) }))
    .filter(
      ({ webhook, figures }) =>
        `${webhook.name} ${webhook.url}`.toLowerCase().includes(wanted) &&
        (state === 'all' || (figures?.health ?? healthOf(webhook)) === state),
    );
  const none = query.data?.items.length === 0;
  const add = () => go(paths.newWebhook(org));
  useNewKey('webhook', add, why);
  return (
    <Page
      title="Webhooks"
      crumbs={crumb}
      actions={
        <MayButton why={why} onClick={add} leftSection={<IconPlus size={16} aria-hidden />}>
          Webhook
        </MayButton>
      }
    >
      <FilterBar>
        <SearchFilter label="Search name or URL" />
        <ChoiceFilter name="state" label="State" options={states} />
      </FilterBar>
      <List
        caption="Webhooks"
        what="Webhooks"
        query={{ ...query, data: query.data && { items } }}
        columns={webhookColumns(org)}
        keyOf={({ webhook }) => webhook.id}
        linkTo={({ webhook }) => ({ to: paths.webhook(org, webhook.id) })}
        empty={
          none
            ? {
                title: 'No webhooks. A webhook is an address that is called when something changes.',
                children: why === undefined && <Button onClick={add}>Add a webhook</Button>,
              }
            : {
                title: 'No webhook matches these filters.',
                children: (
                  <Button variant="default" onClick={() => go(paths.webhooks(org))}>
                    Clear filters
                  </Button>
                ),
              }
        }
      />
    </Page>
  );
}
