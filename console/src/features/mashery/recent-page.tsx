import { keepPreviousData, useQuery } from '@tanstack/react-query';
import { useOrganizationCrumb } from '../../shared/api/organization.ts';
import { reading } from '../../shared/api/query.ts';
import type { Attempt } from '../../shared/api/types.ts';
import { formatDuration } from '../../shared/format/duration.ts';
import { statusText } from '../../shared/log/http-status.ts';
import { reasonShort } from '../../shared/log/reasons.ts';
import { paths } from '../../shared/paths.ts';
import { Link } from '../../shared/routing/link.tsx';
import { useSearch } from '../../shared/routing/use-search.ts';
import { ChoiceFilter, FilterBar } from '../../shared/ui/filters.tsx';
import { Id } from '../../shared/ui/id.tsx';
import { List } from '../../shared/ui/list.tsx';
import { Page } from '../../shared/ui/page.tsx';
import { Plain } from '../../shared/ui/plain.tsx';
import { Empty } from '../../shared/ui/states.tsx';
import { Status } from '../../shared/ui/status.tsx';
import type { Column } from '../../shared/ui/table.tsx';
import { Time } from '../../shared/ui/time.tsx';
import { CallDialog } from './call-dialog.tsx';
import { callNameOf, decisionOf } from './call-words.ts';
import { ChooseIntegration } from './choose-integration.tsx';
import { useIntegration } from './use-integration.ts';

const kinds = [
  { value: '', label: 'Before and after' },
  { value: 'before', label: 'Before-calls' },
  { value: 'delivery', label: 'After-calls' },
] as const;

const columns: readonly Column<Attempt>[] = [
  {
    key: 'event',
    header: 'Event',
    narrow: 'main',
    cell: (attempt) => <span className="mono">{callNameOf(attempt)}</span>,
  },
  {
    key: 'object',
    header: 'Object',
    narrow: 'main',
    cell: ({ objectType, objectId }) => (
      <>
        <Plain text={objectType} max={30} /> {objectId !== null && <Id id={objectId} />}
      </>
    ),
  },
  {
    key: 'status',
    header: 'Status',
    cell: ({ reason, status }) => (
      <Status
        kind={arrived(reason) ? 'delivered' : 'failed'}
        {...(status !== null && { more: String(status) })}
      />
    ),
  },
  {
    key: 'answer',
    header: 'Answer',
    narrow: 'hidden',
    cell: ({ reason, status }) =>
      arrived(reason) && status !== null ? (
        <span className="muted">{statusText(status)}</span>
      ) : (
        reasonShort(reason, status)
      ),
  },
  { key: 'decision', header: 'Its decision', cell: (attempt) => decisionOf(attempt) },
  {
    key: 'took',
    header: 'Answered in',
    align: 'end',
    cell: ({ timings }) => <span className="numbers">{formatDuration(timings.total)}</span>,
  },
  {
    key: 'txn',
    header: 'txn',
    narrow: 'hidden',
    cell: ({ transactionId }) => <Id id={transactionId.replaceAll('-', '')} />,
  },
  { key: 'time', header: 'Time', align: 'end', cell: ({ startedAt }) => <Time at={startedAt} /> },
];

/** The vendor's "Recently triggered events": each call, before and after, and what came of it. */
export function RecentPage() {
  const { org, query: webhooks, all, webhook } = useIntegration();
  const crumbs = useOrganizationCrumb();
  const search = useSearch();
  const { before, after } = search;
  const kind = search.kind === 'before' || search.kind === 'delivery' ? search.kind : undefined;
  const query = useQuery({
    ...reading('/api/v1/organizations/{org}/attempts', {
      path: { org },
      query: { before, after, kind, webhookId: webhook?.id },
    }),
    enabled: webhook !== undefined,
    placeholderData: keepPreviousData,
    // A page further back does not change.
    refetchInterval: before === undefined && after === undefined ? 5000 : false,
  });
  return (
    <Page
      title="Recently triggered events"
      crumbs={[...crumbs, { label: 'Integration', to: paths.integration(org) }]}
      description="Each call to your endpoint, newest first."
    >
      <ChooseIntegration all={all} />
      {webhooks.data !== undefined && webhook === undefined ? (
        <Empty title="No endpoint yet, so nothing is called.">
          <Link to={paths.integration(org)}>Set the endpoint</Link>
        </Empty>
      ) : (
        <>
          <FilterBar>
            <ChoiceFilter name="kind" label="Calls" options={kinds} />
          </FilterBar>
          <List
            caption="Recently triggered events"
            what="Calls"
            query={query}
            columns={columns}
            keyOf={({ id }) => id}
            linkTo={({ id }) => ({
              to: paths.recentEvents(org),
              search: { ...search, call: id },
              keepScroll: true,
            })}
            empty={{ title: 'No event triggered yet. Change a member to see one.' }}
          />
        </>
      )}
      <CallDialog org={org} />
    </Page>
  );
}

/** A refusal is an answer, and none that is tried again. */
function arrived(reason: string | null): boolean {
  return reason === null || reason === 'before-refused';
}
