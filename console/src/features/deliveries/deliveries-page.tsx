import { Button, TextInput } from '@mantine/core';
import { useDebouncedCallback } from '@mantine/hooks';
import { keepPreviousData, useQuery } from '@tanstack/react-query';
import { useMemo, useState } from 'react';
import { useOrganizationCrumb } from '../../shared/api/organization.ts';
import { reading } from '../../shared/api/query.ts';
import { deliveryColumns } from '../../shared/log/delivery-columns.tsx';
import { rangeOf, ranges } from '../../shared/log/range.ts';
import { paths } from '../../shared/paths.ts';
import { useChangeSearch, useGo, usePathValues, useSearch } from '../../shared/routing/use-search.ts';
import { ChoiceFilter, FilterBar, TabFilter } from '../../shared/ui/filters.tsx';
import { List } from '../../shared/ui/list.tsx';
import { Page } from '../../shared/ui/page.tsx';
import { useWebhooks } from '../../shared/webhooks/use-webhooks.ts';
import { ActionMenu } from './action-menu.tsx';
import { filtersAlone, filtersOf } from './delivery-filters.ts';
import { NewDeliveries } from './new-deliveries.tsx';

const tabs = [
  { value: undefined, label: 'All' },
  { value: 'retrying,failed', label: 'Needs attention' },
  { value: 'waiting', label: 'Waiting' },
  { value: 'failed', label: 'Failed' },
];

const answers = [
  { value: 'any', label: 'Any answer' },
  { value: '2xx', label: '2xx' },
  { value: '3xx', label: '3xx' },
  { value: '4xx', label: '4xx' },
  { value: '5xx', label: '5xx' },
  { value: 'none', label: 'No answer' },
];

/** What was sent and what is owed, newest first. All of its state stands in the address. */
export function DeliveriesPage() {
  const { org } = usePathValues();
  const search = useSearch();
  const go = useGo();
  const crumb = useOrganizationCrumb();
  // biome-ignore lint/correctness/useExhaustiveDependencies: the beginning of a range is taken anew when one is chosen.
  const filters = useMemo(() => filtersOf(search, new Date()), [JSON.stringify(search)]);
  const { before, after } = search;
  const query = useQuery({
    ...reading('/api/v1/organizations/{org}/deliveries', {
      path: { org },
      query: { ...filters, before, after },
    }),
    placeholderData: keepPreviousData,
  });
  const webhooks = useWebhooks(org).data?.items ?? [];
  const names = useMemo(() => new Map(webhooks.map(({ id, name }) => [id, name])), [webhooks]);
  const newest = query.data?.items[0]?.id;
  const { label } = rangeOf(search.range);
  const filtered = Object.keys(filters).length > 1;
  return (
    <Page
      title="Deliveries"
      crumbs={crumb}
      actions={<ActionMenu org={org} webhooks={webhooks} filters={filters} />}
    >
      <FilterBar>
        <TabFilter name="status" label="Status" tabs={tabs} />
        <TypeFilter />
        <ChoiceFilter
          name="webhook"
          label="Webhook"
          options={[
            { value: 'any', label: 'Any webhook' },
            ...webhooks.map(({ id, name }) => ({ value: id, label: name.slice(0, 80) })),
          ]}
        />
        <ChoiceFilter name="class" label="Answer" options={answers} />
        <ChoiceFilter
          name="range"
          label="Time"
          options={[ranges[2], ...ranges.filter(({ value }) => value !== '24h')]}
        />
      </FilterBar>
      {newest !== undefined && before === undefined && after === undefined && (
        <NewDeliveries org={org} filters={filters} newest={newest} onShow={() => void query.refetch()} />
      )}
      <List
        caption="Deliveries"
        what="Deliveries"
        query={query}
        columns={deliveryColumns({ webhookNames: names })}
        keyOf={({ id }) => id}
        linkTo={({ id }) => ({ to: paths.delivery(org, id), search: filtersAlone(search) })}
        empty={{
          title: filtered
            ? `Nothing matches these filters in the ${label.toLowerCase()}.`
            : `No deliveries in the ${label.toLowerCase()}.`,
          children: (
            <>
              {filtered && (
                <Button variant="default" onClick={() => go(paths.deliveries(org))}>
                  Clear filters
                </Button>
              )}
              {search.range !== '30d' && (
                <Button
                  variant="default"
                  onClick={() => go(paths.deliveries(org), { search: { ...search, range: '30d' } })}
                >
                  Search the last 30 days
                </Button>
              )}
            </>
          ),
        }}
      />
    </Page>
  );
}

/** An event type, exactly; applied 250 ms after the last key. */
function TypeFilter() {
  const { type = '' } = useSearch();
  const change = useChangeSearch();
  const [typed, setTyped] = useState(type);
  const apply = useDebouncedCallback((text: string) => change({ type: text.trim() || undefined }), 250);
  return (
    <TextInput
      size="xs"
      w={168}
      aria-label="Event type"
      placeholder="Event type"
      value={typed}
      onChange={({ currentTarget }) => {
        setTyped(currentTarget.value);
        apply(currentTarget.value);
      }}
    />
  );
}
