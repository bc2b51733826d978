import { Button } from '@mantine/core';
import { IconPlus } from '@tabler/icons-react';
import { useOrganizationCrumb } from '../../shared/api/organization.ts';
import { useWhyNot } from '../../shared/api/session.ts';
import type { Webhook } from '../../shared/api/types.ts';
import { shortUrl } from '../../shared/format/url.ts';
import { paths } from '../../shared/paths.ts';
import { useGo, usePathValues, useSearch } from '../../shared/routing/use-search.ts';
import { ChoiceFilter, FilterBar, SearchFilter } from '../../shared/ui/filters.tsx';
import { List } from '../../shared/ui/list.tsx';
import { MayButton } from '../../shared/ui/may.tsx';
import { Page } from '../../shared/ui/page.tsx';
import { Plain } from '../../shared/ui/plain.tsx';
import type { Column } from '../../shared/ui/table.tsx';
import { Time } from '../../shared/ui/time.tsx';
import { healthOf } from '../../shared/webhooks/health.ts';
import { useWebhooks } from '../../shared/webhooks/use-webhooks.ts';
import { WebhookState } from '../../shared/webhooks/webhook-state.tsx';
import { SwitchWebhook } from './switch-webhook.tsx';

const states = [
  { value: 'all', label: 'Any state' },
  { value: 'on', label: 'On' },
  { value: 'failing', label: 'Failing' },
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
  const items = (query.data?.items ?? []).filter(
    (webhook) =>
      `${webhook.name} ${webhook.url}`.toLowerCase().includes(wanted) &&
      (state === 'all' || healthOf(webhook) === state),
  );
  const none = query.data?.items.length === 0;
  const add = () => go(paths.newWebhook(org));
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
        columns={columnsFor(org)}
        keyOf={({ id }) => id}
        linkTo={({ id }) => ({ to: paths.webhook(org, id) })}
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

function columnsFor(org: string): readonly Column<Webhook>[] {
  return [
    {
      key: 'switch',
      header: 'On or off',
      silent: true,
      cell: (webhook) => <SwitchWebhook org={org} webhook={webhook} />,
    },
    { key: 'name', header: 'Name', narrow: 'main', cell: ({ name }) => <Plain text={name} max={60} /> },
    { key: 'state', header: 'State', narrow: 'main', cell: (webhook) => <WebhookState webhook={webhook} /> },
    {
      key: 'url',
      header: 'URL',
      cell: ({ url }) => (
        <span className="mono" title={url.slice(0, 500)}>
          <Plain text={shortUrl(url)} max={80} />
        </span>
      ),
    },
    { key: 'format', header: 'Format', cell: ({ format }) => format },
    {
      key: 'changed',
      header: 'Changed',
      align: 'end',
      narrow: 'hidden',
      cell: ({ updatedAt }) => <Time at={updatedAt} />,
    },
  ];
}
