import { invalid, type Problem } from '../../../../base/errors.ts';
import { defaultPageSize, maxPageSize } from '../limits/limits.ts';

/** Arguments of a page as clients give them. */
export interface PageArguments {
  first?: number | null;
  after?: string | null;
  last?: number | null;
  before?: string | null;
}

/** Which page is wanted: `size` items that follow the cursor, or that go before it. Null: from the start, or up to the end. */
export interface WantedPage {
  direction: 'forward' | 'backward';
  size: number;
  cursor: string | null;
}

/**
 * What `first` with `after`, or `last` with `before`, ask for. Throws `invalid` where they do not fit together, as the
 * specification of Relay connections has it.
 */
export function wantedPage(given: PageArguments | null | undefined): WantedPage {
  const { first, after, last, before } = given ?? {};
  const problems: Problem[] = [...checkSize('first', first), ...checkSize('last', last)];
  if (isGiven(first) && isGiven(last))
    problems.push({ field: 'last', message: 'cannot be asked for together with first' });
  if (isGiven(after) && isGiven(before))
    problems.push({ field: 'before', message: 'cannot be given together with after' });
  if (isGiven(first) && isGiven(before))
    problems.push({ field: 'before', message: 'goes with last; with first give after' });
  if (isGiven(last) && isGiven(after))
    problems.push({ field: 'after', message: 'goes with first; with last give before' });
  if (problems.length > 0) throw invalid('The page is not valid.', problems);
  const backward = isGiven(last) || isGiven(before);
  return {
    direction: backward ? 'backward' : 'forward',
    size: (backward ? last : first) ?? defaultPageSize,
    cursor: (backward ? before : after) ?? null,
  };
}

function checkSize(field: string, size: number | null | undefined): Problem[] {
  if (!isGiven(size) || (size >= 0 && size <= maxPageSize)) return [];
  return [{ field, message: `must be a number from 0 to ${maxPageSize}` }];
}

function isGiven<T>(value: T | null | undefined): value is T {
  return value !== null && value !== undefined;
}
