import { invalid } from '../../base/errors.ts';
import type { PageRequest } from '../../base/page.ts';

const defaultLimit = 50;

/** The page that a query asks for. */
export function pageRequestOf(query: { limit?: number; before?: string; after?: string }): PageRequest {
  const { limit = defaultLimit, before, after } = query;
  if (before !== undefined && after !== undefined) {
    throw invalid('The querystring is not valid.', [
      { field: 'after', message: 'cannot stand beside before' },
    ]);
  }
  if (before !== undefined) return { limit, before };
  return after === undefined ? { limit } : { limit, after };
}
