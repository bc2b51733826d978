import { invalid } from '../../../../base/errors.ts';
import type { Filter, ListQuery } from '../../../../store/queries/objects/filter.ts';
import type { GraphContext } from '../module.ts';
import { type Connection, connectionOf } from '../paging/connection.ts';
import { type PageArguments, type WantedPage, wantedPage } from '../paging/page-request.ts';
import { recordOf, type Shown, shown } from './shown.ts';

export interface Listed {
  type: string;
  filter: Filter;
  /** Without one: in the order of creation. */
  order?: NonNullable<ListQuery['order']> | undefined;
}

/** A page of objects as Relay has it. */
export async function page(
  context: GraphContext,
  listed: Listed,
  pagination: PageArguments | null | undefined,
): Promise<Connection<Shown>> {
  const wanted = wantedPage(pagination);
  const sorted = listed.order !== undefined && listed.order.length > 0;
  return sorted ? sortedPage(context, listed, wanted) : pageById(context, listed, wanted);
}

/** The cursor is the id, so nothing is shown twice or left out when others come and go. */
async function pageById(context: GraphContext, { type, filter }: Listed, wanted: WantedPage) {
  const forward = wanted.direction === 'forward';
  const id = wanted.cursor === null ? null : fromCursor('id', wanted.cursor);
  const beyond: Filter[] =
    id === null ? [] : [{ field: 'id', comparison: forward ? 'greater' : 'less', value: id }];
  const { objects } = await context.services.objects.list(context.caller, {
    type,
    filter: { all: [filter, ...beyond] },
    order: [{ field: 'id', direction: forward ? 'ascending' : 'descending' }],
    limit: wanted.size + 1,
    offset: 0,
  });
  return connectionOf(
    wanted,
    objects.map(({ object }) => shown(object)),
    { cursorOf: (node) => cursor('id', recordOf(node).id), count: () => count(context, type, filter) },
  );
}

/** The cursor is the place in the order: what comes or goes before it moves what follows by one. */
export async function sortedPage(
  context: GraphContext,
  { type, filter, order = [] }: Listed,
  wanted: WantedPage,
) {
  const given = wanted.cursor === null ? null : Number(fromCursor('at', wanted.cursor));
  const forward = wanted.direction === 'forward';
  const end = forward ? 0 : (given ?? (await count(context, type, filter)));
  const offset = forward ? (given ?? -1) + 1 : Math.max(0, end - wanted.size - 1);
  const limit = forward ? wanted.size + 1 : end - offset;
  const query = { type, filter, order, limit: Math.max(limit, 1), offset };
  const { objects } = await context.services.objects.list(context.caller, query);
  const placed = objects
    .slice(0, limit)
    .map(({ object }, index) => ({ node: shown(object), place: offset + index }));
  const places = new Map(placed.map(({ node, place }) => [node, place]));
  const found = placed.map(({ node }) => node);
  return connectionOf(wanted, forward ? found : found.reverse(), {
    cursorOf: (node) => cursor('at', String(places.get(node))),
    count: () => count(context, type, filter),
  });
}

async function count({ services, caller }: GraphContext, type: string, filter: Filter): Promise<number> {
  return (await services.objects.list(caller, { type, filter, limit: 1, offset: 0 })).total;
}

export function cursor(kind: 'id' | 'at', value: string): string {
  return Buffer.from(`${kind}:${value}`).toString('base64url');
}

function fromCursor(kind: 'id' | 'at', text: string): string {
  const [found, value] = Buffer.from(text, 'base64url').toString().split(':');
  const sound = kind === 'id' ? /^[0-9a-f-]{36}$/ : /^\d{1,9}$/;
  if (found === kind && value !== undefined && sound.test(value)) return value;
  throw invalid('The page is not valid.', [
    { field: 'after', message: 'must be a cursor that this list has answered with' },
  ]);
}
