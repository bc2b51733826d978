import { permit } from '../access/principal.ts';
import { invalid, notFound } from '../base/errors.ts';
import { isUuid } from '../base/ids.ts';
import type { Json } from '../base/json.ts';
import type { ObjectType } from '../catalogue/catalogue.ts';
import { labelFieldOf, nameFieldsOf } from '../catalogue/describe-type.ts';
import type { ObjectRecord } from '../catalogue/object-record.ts';
import { findUnstorable } from '../catalogue/storable.ts';
import type { Filter } from '../store/queries/objects/filter.ts';
import { objectsPage, type PlacedObject } from '../store/queries/objects/objects-page.ts';
import type { Context } from './context.ts';
import { decodePlace, encodePlace } from './place.ts';
import type { ObjectsServices } from './services.ts';

/** What is asked of a list of objects. */
export interface ObjectsAsked {
  type: string;
  /** Part of a name. */
  search?: string;
  /** All of them must be met. A text is compared letter by letter, so days as ISO 8601 writes them are in order. */
  conditions?: readonly { field: string; comparison: 'equals' | 'less' | 'greater'; value: string }[];
  under?: { relation: string; parentId: string };
  /** A field, `createdAt` or `updatedAt`. */
  sort?: string;
  descending?: boolean;
  limit: number;
  before?: string;
  after?: string;
}

/** A page in the order that was asked for. The places are opaque. */
export interface ObjectsPage {
  objects: ObjectRecord[];
  older: string | null;
  newer: string | null;
}

/** A page of the objects of a type, by key: it stays quick however far one has gone. */
export async function pageOfObjects(
  { database }: Pick<ObjectsServices, 'database'>,
  context: Context,
  asked: ObjectsAsked,
): Promise<ObjectsPage> {
  const { principal, organization, catalogue } = context;
  permit(principal, 'objects.read', organization.id);
  const type = Object.hasOwn(catalogue.types, asked.type) ? catalogue.types[asked.type] : undefined;
  if (type === undefined) throw notFound('The type');
  const known = new Set([
    ...Object.keys(type.fields),
    ...(organization.settings.customFields[type.name] ?? []),
  ]);
  const checkField = (parameter: string, field: string) => {
    if (!known.has(field)) throw wrong(parameter, `${field} is not a field of this type`);
  };
  const sort = asked.sort === undefined || asked.sort === 'createdAt' ? null : asked.sort;
  if (sort !== null && sort !== 'updatedAt') checkField('sort', sort);
  for (const { field } of asked.conditions ?? []) checkField('filter', field);
  if (asked.under !== undefined && !Object.hasOwn(type.relations, asked.under.relation)) {
    throw wrong('under', `${asked.under.relation} is not a relation of this type`);
  }
  if (asked.under !== undefined && !isUuid(asked.under.parentId))
    throw wrong('under', 'must end with a UUID');

  const conditions: Filter[] = (asked.conditions ?? []).map(({ field, comparison, value }) => ({
    field,
    comparison,
    value: valueFrom(type.fields[field]?.type, value),
  }));
  if (asked.search !== undefined) conditions.push(named(searchedFieldsOf(type), asked.search));
  const cursor = asked.before ?? asked.after;
  const place = cursor === undefined ? null : decodePlace(cursor);
  if (cursor !== undefined && place === null)
    throw wrong(asked.before === undefined ? 'after' : 'before', 'is not of another page');
  const rows = await objectsPage(database, {
    organizationId: organization.id,
    type: type.name,
    ...(conditions.length > 0 && { filter: { all: conditions } }),
    ...(asked.under && { under: asked.under }),
    sort,
    // The newest first, when nobody says how.
    descending: asked.descending ?? sort === null,
    from: place && { ...place, side: asked.before === undefined ? 'before' : 'after' },
    limit: asked.limit,
  });
  return pageFrom(rows, asked);
}

function pageFrom(rows: readonly PlacedObject[], { limit, before, after }: ObjectsAsked): ObjectsPage {
  const more = rows.length > limit;
  const shown = rows.slice(0, limit);
  if (after !== undefined) shown.reverse();
  const place = (row: PlacedObject | undefined) =>
    row === undefined ? null : encodePlace({ key: row.key, id: row.object.id });
  const [first, last] = [place(shown[0]), place(shown.at(-1))];
  return {
    objects: shown.map(({ object }) => object),
    older: after !== undefined || more ? last : null,
    newer: after === undefined ? (before === undefined ? null : first) : more ? first : null,
  };
}

/** A query is text; what the field holds may be a number or a flag. */
function valueFrom(type: string | undefined, value: string): Json {
  if (type === 'boolean') return value === 'true';
  return type === 'integer' || type === 'number' ? Number(value) : value;
}

/** What people call the objects of a type by: where somebody has a name to show, the name behind it is looked at too. */
function searchedFieldsOf(type: ObjectType): string[] {
  const names = nameFieldsOf(type);
  const label = labelFieldOf(type);
  return names.length > 0 || label === null ? names : [label];
}

function named(fields: readonly string[], search: string): Filter {
  if (findUnstorable(search).length > 0) return { any: [] };
  const byId: Filter[] = isUuid(search) ? [{ field: 'id', comparison: 'equals', value: search }] : [];
  const byNumber: Filter[] = /^\d{1,15}$/.test(search)
    ? [{ field: 'number', comparison: 'equals', value: search }]
    : [];
  const byName = fields.map((field): Filter => ({ field, comparison: 'contains', value: search }));
  return { any: [...byName, ...byId, ...byNumber] };
}

function wrong(field: string, message: string) {
  return invalid('The querystring is not valid.', [{ field, message }]);
}
