import type { ReactNode } from 'react';
import { useListKeys } from '../keys/use-list-keys.ts';
import type { Search } from '../routing/search.ts';
import { Pager, type PagerWords } from './pager.tsx';
import { Empty, Loading, Trouble } from './states.tsx';
import { type Column, Table } from './table.tsx';

/** What a list needs of a query: that of TanStack Query has it. */
export interface ListQuery<Row> {
  data: { items: readonly Row[]; older?: string | null; newer?: string | null } | undefined;
  error: unknown;
  isPlaceholderData: boolean;
  refetch: () => unknown;
}

/** Every list: loading, trouble, nothing, nothing that matches, rows, pages. What is on the screen stays in trouble. */
export function List<Row>({
  caption,
  what,
  query,
  columns,
  keyOf,
  linkTo,
  empty,
  pager,
}: {
  caption: string;
  /** The things, as in "Deliveries could not be loaded." */
  what: string;
  query: ListQuery<Row>;
  columns: readonly Column<Row>[];
  keyOf: (row: Row) => string;
  linkTo?: (row: Row) => { to: string; search?: Search; keepScroll?: boolean };
  /** What to say where there is no row, and what to do then. */
  empty: { title: string; children?: ReactNode };
  /** Where the newest do not come first. */
  pager?: PagerWords | undefined;
}) {
  const { data, error, isPlaceholderData, refetch } = query;
  useListKeys();
  return (
    <>
      {error !== null && error !== undefined && (
        <Trouble what={`${what} could not be loaded.`} error={error} onRetry={() => void refetch()} />
      )}
      {data === undefined && (error === null || error === undefined) && <Loading />}
      {data !== undefined && data.items.length === 0 && <Empty {...empty} />}
      {data !== undefined && data.items.length > 0 && (
        <Table
          caption={caption}
          columns={columns}
          rows={data.items}
          keyOf={keyOf}
          {...(linkTo !== undefined && { linkTo })}
          fading={isPlaceholderData}
        />
      )}
      {data !== undefined && <Pager newer={data.newer ?? null} older={data.older ?? null} words={pager} />}
    </>
  );
}
