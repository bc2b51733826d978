import { conditionFrom } from './parse-condition.ts';
import type { Name, Query, Selection } from './query.ts';
import { Reader } from './reader.ts';

/**
 * Parses a query of the V2 query language:
 *
 *     SELECT *, relation.*  FROM types
 *     [WHERE condition] [REQUIRE RELATED relation [WITH condition]]…
 *     [ORDER BY field [ASC|DESC], …] [PAGE n] [ITEMS n]
 *
 * Keywords are read in any case. Throws a QueryError that names the column.
 */
export function parseQuery(text: string): Query {
  const reader = new Reader(text);
  reader.expectKeywords('select');
  const selections = selectionsFrom(reader);
  reader.expectKeywords('from');
  const from = reader.name('the plural name of a type, such as members');
  const where = reader.takeKeywords('where') ? conditionFrom(reader) : null;
  const required = requiredFrom(reader);
  const order = reader.takeKeywords('order', 'by') ? orderFrom(reader) : [];
  const pages = pagesFrom(reader);
  if (reader.next().kind !== 'end') throw reader.unexpected('the end of the query or its next clause');
  return { selections, from, where, required, order, page: pages.page ?? 1, items: pages.items ?? null };
}

function selectionsFrom(reader: Reader): Selection[] {
  const selections: Selection[] = [];
  do {
    selections.push(selectionFrom(reader));
  } while (reader.takeSign(','));
  return selections;
}

function selectionFrom(reader: Reader): Selection {
  const path: Name[] = [];
  do {
    if (reader.takeSign('*')) return { path, all: true };
    path.push(reader.name('a field, a relation or *'));
  } while (reader.takeSign('.'));
  return { path, all: false };
}

function requiredFrom(reader: Reader): Query['required'] {
  const required: Query['required'] = [];
  while (reader.takeKeywords('require', 'related')) {
    const relation = reader.name('a relation');
    required.push({ relation, condition: reader.takeKeywords('with') ? conditionFrom(reader) : null });
  }
  return required;
}

function orderFrom(reader: Reader): Query['order'] {
  const order: Query['order'] = [];
  do {
    const path = [reader.name('a field')];
    while (reader.takeSign('.')) path.push(reader.name('a field'));
    const descending = reader.takeKeywords('desc');
    if (!descending) reader.takeKeywords('asc');
    order.push({ path, descending });
  } while (reader.takeSign(','));
  return order;
}

/** Scripts in the field write the two in either order, so both are read. */
function pagesFrom(reader: Reader): { page?: number; items?: number } {
  const pages: { page?: number; items?: number } = {};
  for (;;) {
    if (pages.page === undefined && reader.takeKeywords('page')) {
      pages.page = reader.count('a page number from 1');
    } else if (pages.items === undefined && reader.takeKeywords('items')) {
      pages.items = reader.count('a number of items from 1');
    } else {
      return pages;
    }
  }
}
