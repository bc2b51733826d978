import { rangeOf, rangeStart } from '../../shared/log/range.ts';
import type { Search } from '../../shared/routing/search.ts';
import { askGraph } from './graph.ts';

/** One attempt, as the event logs of the Platform API have it. */
export interface EventLog {
  id: string;
  url: string;
  eventType: string;
  statusCode: string | null;
  highlight: string[] | null;
  createdAt: string;
  test: boolean;
  attempt: number;
  reason: string | null;
  durationMs: number;
}

export interface LogPage {
  items: EventLog[];
  newer: string | null;
  older: string | null;
}

export const pageSize = 50;

/** What is searched for, in the words of the Platform API. */
export type LogWhere = { from: string } & Partial<
  Record<'query' | 'eventType' | 'url' | 'status' | 'tests', string>
>;

const query = `query A($where: EventLogInput, $pagination: PaginationArgs) {
  eventLogs(where: $where, pagination: $pagination) {
    nodes { id url eventType statusCode highlight createdAt test attempt reason durationMs }
    pageInfo { hasNextPage hasPreviousPage startCursor endCursor }
  }
}`;

const statuses = ['2xx', '3xx', '4xx', '5xx', 'none'];

/** What is searched for, from what stands in the address; what is not known there is left out. */
export function whereOf(search: Search, now: Date): LogWhere {
  const { q, type, url, status, test } = search;
  const { hours } = rangeOf(search.range);
  return {
    from: rangeStart(hours, now),
    ...(q !== undefined && { query: q.slice(0, 1000) }),
    ...(type !== undefined && { eventType: type }),
    ...(url !== undefined && { url }),
    ...(status !== undefined && statuses.includes(status) && { status }),
    ...(test !== 'in' && { tests: test === 'only' ? 'ONLY' : 'WITHOUT' }),
  };
}

/** A page of them, newest first. */
export async function readLogs(
  org: string,
  where: LogWhere,
  { before, after }: { before?: string | undefined; after?: string | undefined },
  signal?: AbortSignal,
): Promise<LogPage> {
  // The list runs from the newest on: what is older comes after a cursor in the words of GraphQL's connections.
  const pagination =
    after !== undefined
      ? { last: pageSize, before: after }
      : { first: pageSize, ...(before && { after: before }) };
  const { eventLogs } = await askGraph<{
    eventLogs: {
      nodes: EventLog[];
      pageInfo: {
        hasNextPage: boolean;
        hasPreviousPage: boolean;
        startCursor: string | null;
        endCursor: string | null;
      };
    };
  }>(org, query, { where, pagination }, signal);
  const { hasNextPage, hasPreviousPage, startCursor, endCursor } = eventLogs.pageInfo;
  const onward = after !== undefined || hasNextPage;
  return {
    items: eventLogs.nodes,
    newer: before !== undefined || hasPreviousPage ? startCursor : null,
    older: onward ? endCursor : null,
  };
}

/** The Platform API counts no further. */
const mostCounted = 10_000;

/** How many there are. */
export async function countLogs(
  org: string,
  where: LogWhere,
  signal?: AbortSignal,
): Promise<{ count: number; capped: boolean }> {
  const { eventLogs } = await askGraph<{ eventLogs: { totalCount: number } }>(
    org,
    'query A($where: EventLogInput) { eventLogs(where: $where, pagination: { first: 1 }) { totalCount } }',
    { where },
    signal,
  );
  const { totalCount: count } = eventLogs;
  return { count, capped: count >= mostCounted };
}
