import { Button, TextInput } from '@mantine/core';
import { useDebouncedCallback } from '@mantine/hooks';
import { useMemo, useState } from 'react';
import { useOrganizationCrumb } from '../../shared/api/organization.ts';
import { useWhyNot } from '../../shared/api/session.ts';
import { rangeOf, ranges } from '../../shared/log/range.ts';
import { paths } from '../../shared/paths.ts';
import { useChangeSearch, useGo, usePathValues, useSearch } from '../../shared/routing/use-search.ts';
import { useSelection } from '../../shared/select/use-selection.ts';
import { ChoiceFilter, FilterBar, SearchFilter, TabFilter } from '../../shared/ui/filters.tsx';
import { List } from '../../shared/ui/list.tsx';
import { Page } from '../../shared/ui/page.tsx';
import { useWebhooks } from '../../shared/webhooks/use-webhooks.ts';
import { ActionMenu } from './action-menu.tsx';
import { filtersAlone, filtersOf, testsIn } from './delivery-filters.ts';
import { NewDeliveries } from './new-deliveries.tsx';
import { rowColumns } from './row-columns.tsx';
import { SelectionActions } from './selection-actions.tsx';
import { TestDialog } from './test-dialog.tsx';
import { useDeliveryRows } from './use-delivery-rows.ts';

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

const testChoices = [
  { value: 'out', label: 'Without tests' },
  { value: 'in', label: 'With tests' },
  { value: 'only', label: 'Tests only' },
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
  const tests = testsIn(search);
  const query = useDeliveryRows(org, filters, tests, { before, after });
  const webhooks = useWebhooks(org).data?.items ?? [];
  const names = useMemo(() => new Map(webhooks.map(({ id, name }) => [id, name])), [webhooks]);
  const rows = query.data?.items ?? [];
  const why = useWhyNot('editor', 'Sending again or cancelling');
  const selection = useSelection(
    JSON.stringify([filters, tests]),
    rows.filter(({ test }) => !test).map(({ id }) => id),
  );
  const newest = rows[0]?.id;
  const { label } = rangeOf(search.range);
  const filtered = Object.keys(filters).length > 1 || tests === 'only';
  return (
    <Page
      title="Deliveries"
      crumbs={crumb}
      actions={<ActionMenu org={org} webhooks={webhooks} filters={filters} tests={tests} />}
    >
      <FilterBar>
        <TabFilter name="status" label="Status" tabs={tabs} />
        <SearchFilter label="Search an id or event type" />
        {search.type !== undefined && <TypeFilter />}
        <ChoiceFilter
          name="webhook"
          label="Webhook"
          options={[
            { value: 'any', label: 'Any webhook' },
            ...webhooks.map(({ id, name }) => ({ value: id, label: name.slice(0, 80) })),
          ]}
        />
        <ChoiceFilter name="class" label="Answer" options={answers} />
        <ChoiceFilter name="test" label="Tests" options={testChoices} />
        <ChoiceFilter
          name="range"
          label="Time"
          options={[ranges[2], ...ranges.filter(({ value }) => value !== '24h')]}
        />
      </FilterBar>
      {tests !== 'only' && newest !== undefined && before === undefined && after === undefined && (
        <NewDeliveries org={org} filters={filters} newest={newest} onShow={() => void query.refetch()} />
      )}
      <SelectionActions org={org} selection={selection} filters={filters} />
      <List
        caption="Deliveries"
        what="Deliveries"
        query={query}
        columns={rowColumns({
          webhookNames: names,
          selection: why === undefined ? selection : undefined,
        })}
        keyOf={({ id }) => id}
        linkTo={({ id, test }) =>
          test
            ? { to: paths.deliveries(org), search: { ...search, attempt: id } }
            : { to: paths.delivery(org, id), search: filtersAlone(search) }
        }
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
      <TestDialog org={org} />
    </Page>
  );
}

/** An event type, exactly, where a link has led to one: the search finds types by words. Applied 250 ms after the last key. */
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
