import { Button } from '@mantine/core';
import { useMemo } from 'react';
import { useOrganizationCrumb } from '../../shared/api/organization.ts';
import { useWhyNot } from '../../shared/api/session.ts';
import { rangeOf } from '../../shared/log/range.ts';
import { paths } from '../../shared/paths.ts';
import { useGo, usePathValues, useSearch } from '../../shared/routing/use-search.ts';
import { useSelection } from '../../shared/select/use-selection.ts';
import { List } from '../../shared/ui/list.tsx';
import { Page } from '../../shared/ui/page.tsx';
import { useWebhooks } from '../../shared/webhooks/use-webhooks.ts';
import { ActionMenu } from './action-menu.tsx';
import { filtersAlone, filtersOf, testsIn } from './delivery-filters.ts';
import { ListFilters } from './list-filters.tsx';
import { NewDeliveries } from './new-deliveries.tsx';
import { rowColumns } from './row-columns.tsx';
import { SelectionActions } from './selection-actions.tsx';
import { spanIn, spanWords } from './span.ts';
import { TestDialog } from './test-dialog.tsx';
import { useDeliveryRows } from './use-delivery-rows.ts';

/** What was sent and what is owed, newest first. All of its state stands in the address. */
export function DeliveriesPage() {
  const { org } = usePathValues();
  const search = useSearch();
  const go = useGo();
  const crumb = useOrganizationCrumb();
  const list = filtersAlone(search);
  // biome-ignore lint/correctness/useExhaustiveDependencies: the beginning of a range is taken anew when one is chosen, not when a page is turned.
  const filters = useMemo(() => filtersOf(search, new Date()), [JSON.stringify(list)]);
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
  const when = spanWords(spanIn(search), rangeOf(search.range).label, new Date());
  const filtered = Object.keys(filters).length > 1 || search.from !== undefined || tests === 'only';
  return (
    <Page
      title="Deliveries"
      crumbs={crumb}
      actions={<ActionMenu org={org} webhooks={webhooks} filters={filters} tests={tests} />}
    >
      <ListFilters webhooks={webhooks} />
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
            ? { to: paths.deliveries(org), search: { ...search, attempt: id }, keepScroll: true }
            : { to: paths.delivery(org, id), search: list }
        }
        empty={{
          title: filtered ? `Nothing matches these filters ${when}.` : `No deliveries ${when}.`,
          children: (
            <>
              {filtered && (
                <Button variant="default" onClick={() => go(paths.deliveries(org))}>
                  Clear filters
                </Button>
              )}
              {(search.range !== '30d' || search.from !== undefined) && (
                <Button
                  variant="default"
                  onClick={() =>
                    go(paths.deliveries(org), {
                      search: { ...list, from: undefined, to: undefined, range: '30d' },
                    })
                  }
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
