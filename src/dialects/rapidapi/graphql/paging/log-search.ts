import type { Problem } from '../../../../base/errors.ts';
import { isUuid } from '../../../../base/ids.ts';
import { findUnstorable } from '../../../../catalogue/storable.ts';
import type { WantedPage } from './page-request.ts';

// What the searches of logs have in common.

/** The order that is asked for, as GraphQL has it. */
export interface LogOrder {
  sortingFields?: { order?: 'ASC' | 'DESC' | null }[] | null;
}

/** Whether the log is read from old to new for a page. Without an order the newest come first; one that does not say which way rises. */
export function isRising(orderBy: LogOrder | null | undefined, { direction }: WantedPage): boolean {
  const asked = orderBy?.sortingFields ?? [];
  const order = asked[0]?.order ?? (asked.length > 0 ? 'ASC' : 'DESC');
  return (order === 'ASC') === (direction === 'forward');
}

/** What is wrong with the words that are looked for, and with the place to go on from. */
export function searchProblems(query: string, { cursor }: WantedPage): Problem[] {
  const problems = findUnstorable(query).map(({ message }) => ({ field: 'query', message }));
  if (cursor !== null && !isUuid(cursor))
    problems.push({ field: 'pagination', message: 'must have a cursor of an earlier page' });
  if (query.length > 1000) problems.push({ field: 'query', message: 'must be at most 1000 characters long' });
  return problems;
}
