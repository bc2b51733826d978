import { Button } from '@mantine/core';
import { keepPreviousData, useQuery } from '@tanstack/react-query';
import { ask } from '../api/ask.ts';
import type { Figures } from '../api/types.ts';
import { chartSpan, rangeOf } from '../log/range.ts';
import type { Search } from '../routing/search.ts';
import { useChangeSearch, useSearch } from '../routing/use-search.ts';
import { Trouble } from '../ui/states.tsx';

/**
 * A chunk of its own: charts are a tenth of the console, and most pages have none. Read like what the API answers, as it can fail
 * like that, and then concerns the charts alone.
 */
function useChartsChunk() {
  return useQuery({
    queryKey: ['charts chunk'],
    queryFn: () => import('./figure-charts.tsx'),
    staleTime: Number.POSITIVE_INFINITY,
    structuralSharing: false,
    refetchInterval: ({ state }) => (state.error === null ? false : 10_000),
  });
}

const figures = '/api/v1/organizations/{org}/figures';

/** The figures of an organization, or of one webhook, for the span in the address. A range moves on with each read. */
export function useFigures(org: string, webhookId?: string) {
  const { range, from, to } = useSearch();
  const name = rangeOf(range).value;
  return useQuery({
    queryKey: [figures, { org, webhookId, ...(from === undefined ? { range: name } : { from }), to }],
    queryFn: ({ signal }) => {
      const span = from === undefined ? chartSpan(rangeOf(range), new Date()) : { from };
      return ask('get', figures, { path: { org }, query: { ...span, to, webhookId } }, { signal });
    },
    placeholderData: keepPreviousData,
    refetchInterval: to === undefined ? 10_000 : false,
  });
}

/** The charts, or the same as a table. Dragging over one takes its span into the address. */
export function FigureSection({
  figures,
  error,
  onRetry,
}: {
  figures: Figures | undefined;
  error: unknown;
  onRetry: () => void;
}) {
  const { view } = useSearch();
  const chunk = useChartsChunk();
  const Charts = chunk.data?.FigureCharts;
  const trouble = error ?? chunk.error;
  const retry = () => {
    onRetry();
    if (chunk.error !== null) void chunk.refetch();
  };
  const change = useChangeSearch();
  const asTable = view === 'table';
  const select = (from: number, to: number): Search => ({ from: iso(from), to: iso(to), range: undefined });
  return (
    <>
      {trouble !== null && (
        <Trouble what="The figures could not be loaded." error={trouble} onRetry={retry} />
      )}
      {figures !== undefined && (
        <>
          {Charts === undefined ? (
            <div style={{ blockSize: 220 }} />
          ) : (
            <Charts figures={figures} asTable={asTable} onSelect={(from, to) => change(select(from, to))} />
          )}
          <Button
            variant="subtle"
            color="gray"
            size="compact-xs"
            mt="xs"
            ml={-8}
            onClick={() => change({ view: asTable ? undefined : 'table' })}
          >
            {asTable ? 'As charts' : 'As a table'}
          </Button>
        </>
      )}
    </>
  );
}

function iso(seconds: number): string {
  return new Date(Math.round(seconds / 60) * 60_000).toISOString();
}
