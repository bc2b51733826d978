import { findUnstorable } from '../../../../catalogue/storable.ts';
import type { Filter, ListQuery } from '../../../../store/queries/objects/filter.ts';
import { V3Error } from './errors.ts';
import { storedAs, v3Relation } from './names.ts';

/** The page where nothing is said, and the most that may be asked for. */
const defaultLimit = 100;
const maxLimit = 1000;

/** The values of a query parameter, however often it is there. */
export function parameter(query: unknown, name: string): string[] {
  const value = (query as Record<string, unknown> | null)?.[name];
  if (value === undefined) return [];
  return (Array.isArray(value) ? value : [value]).map(String);
}

/** Reads `limit`, `offset`, `sort` and `filter`. What cannot be understood is an error, never passed over. */
export function listFrom(
  query: unknown,
  type: string,
  customFieldsOf: (type: string) => readonly string[],
): Pick<ListQuery, 'limit' | 'offset' | 'order' | 'filter'> {
  const filters = parameter(query, 'filter').flatMap((text) => filtersIn(text, type, customFieldsOf));
  const order = parameter(query, 'sort')
    .flatMap((text) => text.split(','))
    .map((text) => orderFrom(text.trim(), type, customFieldsOf));
  return {
    limit: numberFrom(query, 'limit', { min: 1, max: maxLimit, otherwise: defaultLimit }),
    offset: numberFrom(query, 'offset', { min: 0, max: Number.MAX_SAFE_INTEGER, otherwise: 0 }),
    ...(order.length === 0 ? {} : { order }),
    ...(filters.length === 0 ? {} : { filter: { all: filters } }),
  };
}

function numberFrom(
  query: unknown,
  name: string,
  { min, max, otherwise }: { min: number; max: number; otherwise: number },
): number {
  const [text, ...more] = parameter(query, name);
  if (text === undefined) return otherwise;
  const value = /^\d{1,16}$/.test(text) && more.length === 0 ? Number(text) : Number.NaN;
  if (value >= min && value <= max) return value;
  throw bad(name, `must be a whole number from ${min} to ${max}`);
}

type CustomFieldsOf = (type: string) => readonly string[];

/**
 * One parameter may hold several filters with commas between them, as published clients write it. A comma belongs
 * to the value unless a known property and a colon follow.
 */
function filtersIn(text: string, type: string, customFieldsOf: CustomFieldsOf): Filter[] {
  const [unstorable] = findUnstorable(text);
  if (unstorable !== undefined) throw bad('filter', unstorable.message);
  const filters: { path: string; value: string }[] = [];
  for (const piece of text.split(',')) {
    const colon = piece.indexOf(':');
    const path = colon < 0 ? '' : piece.slice(0, colon).trim();
    const last = filters.at(-1);
    if (last !== undefined && placeOf(path, type, customFieldsOf) === undefined) last.value += `,${piece}`;
    else if (colon < 0) throw bad('filter', 'must be written property:value');
    else filters.push({ path, value: piece.slice(colon + 1) });
  }
  return filters.map(({ path, value }) => {
    const place = placeOf(path, type, customFieldsOf);
    if (place === undefined) throw bad('filter', `${path} is not a property that can be filtered by`);
    return { ...place, comparison: 'contains', value };
  });
}

function placeOf(
  path: string,
  type: string,
  customFieldsOf: CustomFieldsOf,
): { field: string; relation?: string | { childType: string; relation: string } } | undefined {
  const [first = '', second, ...rest] = path.split('.');
  if (second === undefined) return storedAs(type, first, customFieldsOf(type));
  const view = rest.length === 0 ? v3Relation(type, first) : undefined;
  if (view === undefined) return undefined;
  const stored = storedAs(view.type, second, customFieldsOf(view.type));
  if (stored === undefined || stored.relation !== undefined) return undefined;
  const { field } = stored;
  return view.kind === 'children'
    ? { field, relation: { childType: view.type, relation: view.relation } }
    : { field, relation: view.relation };
}

function orderFrom(
  text: string,
  type: string,
  customFieldsOf: CustomFieldsOf,
): NonNullable<ListQuery['order']>[number] {
  const [property = '', direction = 'asc', ...rest] = text.split(':');
  const stored = storedAs(type, property, customFieldsOf(type));
  if (stored === undefined || stored.relation !== undefined) {
    throw bad('sort', `${property} is not a property that can be sorted by`);
  }
  if (!/^(asc|desc)$/i.test(direction) || rest.length > 0) {
    throw bad('sort', 'must be written property:asc or property:desc');
  }
  return {
    field: stored.field,
    direction: direction.toLowerCase() === 'desc' ? 'descending' : 'ascending',
  };
}

function bad(field: string, message: string): V3Error {
  return new V3Error(400, `${field} ${message}`, { problems: [{ field, message }] });
}
