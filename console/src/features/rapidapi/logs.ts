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

const size = 50;

const query = `query A($where: EventLogInput, $pagination: PaginationArgs) {
  eventLogs(where: $where, pagination: $pagination) {
    nodes { id url eventType statusCode highlight createdAt test attempt reason durationMs }
    pageInfo { hasNextPage hasPreviousPage startCursor endCursor }
  }
}`;

const statuses = ['2xx', '3xx', '4xx', '5xx', 'none'];

/** What is searched for, from what stands in the address; what is not known there is left out. */
export function whereOf(search: Search, now: Date): Record<string, string> {
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
  where: Record<string, string>,
  { before, after }: { before?: string | undefined; after?: string | undefined },
  signal?: AbortSignal,
): Promise<LogPage> {
  // The list runs from the newest on: what is older comes after a cursor in the words of GraphQL's connections.
  const pagination =
    after !== undefined ? { last: size, before: after } : { first: size, ...(before && { after: before }) };
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
