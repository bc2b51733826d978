import { invalid } from '../../../../base/errors.ts';
import { defaultPageSize, maxPageSize } from '../limits/limits.ts';
import type { GraphContext } from '../module.ts';
import type { Connection } from '../paging/connection.ts';
import type { PageArguments } from '../paging/page-request.ts';
import { countItems, itemsLeft } from './allowance.ts';
import { allOf, type Place, textIn } from './filters.ts';
import { cursor, type Listed, page, sortedPage } from './pages.ts';
import { type Shown, shown } from './shown.ts';

/** `PagingArgs` of the schema. */
export interface OffsetArguments {
  offset?: number | null;
  limit?: number | null;
  orderBy?: string | null;
  orderDirection?: string | null;
  searchTerm?: string | null;
}

interface Searched extends Listed {
  /** Where `searchTerm` is looked for. */
  searchIn: readonly Place[];
}

/** A page by offset, and how many there are in all. */
export async function offsetPage(
  context: GraphContext,
  { type, filter, searchIn }: Searched,
  paging: OffsetArguments | null | undefined,
): Promise<{ data: Shown[]; total: number }> {
  const { offset, size, all, order, searchTerm } = wantedOffset(paging);
  const { objects, total } = await context.services.objects.list(context.caller, {
    type,
    filter: allOf(filter, textIn(searchTerm, searchIn)),
    order,
    limit: all ? itemsLeft(context) + 1 : Math.max(size, 1),
    offset,
  });
  if (all) countItems(context, objects.length);
  const kept = all ? objects : objects.slice(0, size);
  return { data: kept.map(({ object }) => shown(object)), total };
}

/** A page as Relay has it of a list that can also be asked for by offset. Both at once do not fit together. */
export async function pageEitherWay(
  context: GraphContext,
  { searchIn, ...listed }: Searched,
  { paging, pagination }: { paging?: OffsetArguments | null; pagination?: PageArguments | null },
): Promise<Connection<Shown>> {
  const { offset, size, all, order, searchTerm } = wantedOffset(paging);
  const filter = allOf(listed.filter, textIn(searchTerm, searchIn));
  const { offset: from, limit, orderBy, orderDirection } = paging ?? {};
  const byOffset = [from, limit, orderBy, orderDirection].some((one) => one !== null && one !== undefined);
  if (!byOffset) return page(context, { ...listed, filter }, pagination);
  if (pagination) {
    const message = 'can have the searchTerm alone where there is a pagination';
    throw invalid('The page is not valid.', [{ field: 'pagingArgs', message }]);
  }
  const after = offset === 0 ? null : cursor('at', String(offset - 1));
  if (!all) return page(context, { ...listed, filter, order }, { first: size, after });
  const wanted = { direction: 'forward' as const, size: itemsLeft(context), cursor: after };
  const found = await sortedPage(context, { ...listed, filter, order }, wanted);
  countItems(context, found.nodes.length + (found.pageInfo.hasNextPage ? 1 : 0));
  return found;
}

/** The page that was asked for. Throws `invalid`. */
export function wantedOffset(paging: OffsetArguments | null | undefined) {
  const { offset, limit, orderBy, orderDirection, searchTerm } = paging ?? {};
  const problems = [
    ...(isWithin(offset ?? 0, 1_000_000)
      ? []
      : [{ field: 'offset', message: 'must be a number from 0 to 1000000' }]),
    ...(limit === -1 || isWithin(limit ?? 0, maxPageSize)
      ? []
      : [{ field: 'limit', message: `must be a number from 0 to ${maxPageSize}, or -1 for all` }]),
    ...(['createdAt', 'updatedAt'].includes(orderBy ?? 'createdAt')
      ? []
      : [{ field: 'orderBy', message: 'must be createdAt or updatedAt' }]),
  ];
  if (problems.length > 0) throw invalid('The page is not valid.', problems);
  const direction: 'ascending' | 'descending' =
    orderDirection?.toLowerCase() === 'desc' ? 'descending' : 'ascending';
  return {
    offset: offset ?? 0,
    size: limit ?? defaultPageSize,
    all: limit === -1,
    order: [{ field: orderBy ?? 'createdAt', direction }],
    searchTerm,
  };
}

function isWithin(value: number, most: number): boolean {
  return value >= 0 && value <= most;
}
