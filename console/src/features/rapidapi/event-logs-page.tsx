import { Button, Switch } from '@mantine/core';
import { keepPreviousData, useQuery } from '@tanstack/react-query';
import { useMemo } from 'react';
import { addressOf } from '../../shared/api/ask.ts';
import { useWhyNot } from '../../shared/api/session.ts';
import { plainLine } from '../../shared/format/plain.ts';
import { shortUrl } from '../../shared/format/url.ts';
import { useLiveKey } from '../../shared/keys/use-page-keys.ts';
import { TailBar } from '../../shared/live/tail-bar.tsx';
import { useAttention } from '../../shared/live/use-attention.ts';
import { useTail } from '../../shared/live/use-tail.ts';
import { rangeOf, ranges } from '../../shared/log/range.ts';
import { testsAreSentOnce } from '../../shared/log/tests.ts';
import { paths } from '../../shared/paths.ts';
import { useChangeSearch, useGo, usePathValues, useSearch } from '../../shared/routing/use-search.ts';
import { useSelection } from '../../shared/select/use-selection.ts';
import { ChoiceFilter, FilterBar, SearchFilter } from '../../shared/ui/filters.tsx';
import { List } from '../../shared/ui/list.tsx';
import { eventSettings } from './graph.ts';
import { HubPage } from './hub-page.tsx';
import { logColumns } from './log-columns.tsx';
import { LogDialog } from './log-dialog.tsx';
import { filterOf, type LogFilter, testsOf } from './log-filter.ts';
import { pageSize, readLogs, whereOf } from './logs.ts';
import { SendAgain } from './send-again.tsx';

const statuses = [
  { value: '', label: 'Any answer' },
  { value: '2xx', label: '2xx' },
  { value: '3xx', label: '3xx' },
  { value: '4xx', label: '4xx' },
  { value: '5xx', label: '5xx' },
  { value: 'none', label: 'No answer' },
];

const tests = [
  { value: '', label: 'Without tests' },
  { value: 'in', label: 'With tests' },
  { value: 'only', label: 'Tests only' },
];

/** What narrows the list down, but for the time. */
const filters = ['q', 'type', 'url', 'status', 'test'] as const;

/** The vendor's Event logs tab: what was sent, each attempt by itself, newest first. */
export function EventLogsPage() {
  const { org } = usePathValues();
  const search = useSearch();
  const change = useChangeSearch();
  const go = useGo();
  const settings = useQuery(eventSettings(org)).data;
  const why = useWhyNot('editor', 'Sending again');
  const { before, after } = search;
  const top = before === undefined && after === undefined;
  const live = search.live === '1' && top;
  const key = JSON.stringify({
    ...search,
    log: undefined,
    live: undefined,
    before: undefined,
    after: undefined,
  });
  // biome-ignore lint/correctness/useExhaustiveDependencies: the beginning of a range is taken anew when one is chosen.
  const where = useMemo(() => whereOf(search, new Date()), [key]);
  const filter = filterOf(where, settings?.eventTypes);
  const query = useQuery({
    queryKey: ['rapidapi', org, 'logs', where, before, after],
    queryFn: ({ signal }) => readLogs(org, where, { before, after }, signal),
    placeholderData: keepPreviousData,
  });
  useLiveKey(() => change({ live: search.live === '1' ? undefined : '1' }));
  const selection = useSelection(
    key,
    (query.data?.items ?? []).map(({ id }) => id),
  );
  const { reading, over } = useAttention();
  const paused = reading || !selection.empty || search.log !== undefined;
  const tail = useTail(
    top && filter !== null ? tailAddress(org, filter, testsOf(search)) : null,
    live && !paused,
    () => void query.refetch(),
  );
  const columns = logColumns(settings?.eventTypes ?? [], why === undefined ? selection : undefined);
  const filtered = filters.some((name) => search[name] !== undefined);
  const set = (settings?.eventUrls.nodes ?? []).length > 0;
  const { label } = rangeOf(search.range);
  return (
    <HubPage
      title="Event logs"
      actions={
        <Switch
          label="Live"
          checked={search.live === '1'}
          disabled={!top}
          onChange={({ currentTarget }) => change({ live: currentTarget.checked ? '1' : undefined })}
        />
      }
    >
      <FilterBar>
        <SearchFilter label="Search bodies, URLs, answers" />
        <ChoiceFilter
          name="type"
          label="Event type"
          options={[
            { value: '', label: 'Any event' },
            ...(settings?.eventTypes ?? []).map(({ id, label: text }) => ({
              value: id,
              label: plainLine(text, 60),
            })),
          ]}
        />
        <ChoiceFilter
          name="url"
          label="URL"
          options={[
            { value: '', label: 'Any URL' },
            ...(settings?.eventUrls.nodes ?? []).map(({ id, url }) => ({ value: id, label: shortUrl(url) })),
          ]}
        />
        <ChoiceFilter name="status" label="Answer" options={statuses} />
        <ChoiceFilter name="test" label="Tests" options={tests} />
        <ChoiceFilter
          name="range"
          label="Time"
          options={[ranges[2], ...ranges.filter(({ value }) => value !== '24h')]}
        />
      </FilterBar>
      <SendAgain
        org={org}
        selection={selection}
        where={where}
        filter={where.tests === 'ONLY' ? null : filter}
        why={where.tests === 'ONLY' ? testsAreSentOnce : 'These filters do not say what to send.'}
        urls={settings?.eventUrls.nodes ?? []}
      />
      {top && <TailBar tail={tail} live={live} paused={paused} pageSize={pageSize} />}
      <div {...over}>
        <List
          caption="Event logs"
          what="The event logs"
          query={query}
          columns={columns}
          keyOf={({ id }) => id}
          linkTo={({ id }) => ({
            to: paths.rapidapiEventLogs(org),
            search: { ...search, log: id },
            keepScroll: true,
          })}
          empty={{
            title: filtered
              ? `Nothing matches these filters in the ${label.toLowerCase()}.`
              : set
                ? `No events sent in the ${label.toLowerCase()}.`
                : 'No events sent yet. Add a callback URL and switch event triggers on.',
            children: filtered && (
              <Button variant="default" onClick={() => go(paths.rapidapiEventLogs(org))}>
                Clear filters
              </Button>
            ),
          }}
        />
      </div>
      <LogDialog org={org} />
    </HubPage>
  );
}

/** Where to hear that attempts were made which the list would show. */
function tailAddress(org: string, filter: LogFilter, test: boolean | undefined): string {
  return addressOf('/api/v1/organizations/{org}/attempts/stream', { org }, { ...filter, test });
}
