import type { Filter, ListQuery } from '../../../store/queries/objects/filter.ts';
import { masheryCatalogue } from '../catalogue/index.ts';
import { compare, type Target } from './compare.ts';
import type { FieldView } from './fields.ts';
import { type CustomFieldsOf, fieldNamed, relationNamed } from './names.ts';
import type { Expression, Name, Query } from './query.ts';
import { QueryError } from './query-error.ts';
import type { RelationView } from './relations.ts';
import { type Selected, selectedFrom } from './select.ts';
import { typeViewOf, typeViews } from './views.ts';

/** Where a query says nothing of it, and the most that it may ask for. */
const defaultItems = 100;
const maxItems = 1000;

/** What a query asks for, in the terms of the catalogue. */
interface Translated {
  list: ListQuery;
  selected: Selected;
  page: number;
  items: number;
}

/** Checks a query against the catalogue and translates it. Throws a QueryError for what is not there. */
export function translateQuery(query: Query, customFieldsOf: CustomFieldsOf): Translated {
  const type = typeNamed(query.from);
  const items = itemsOf(query);
  const scope = { type, relation: undefined, customFieldsOf };
  const conditions = [
    ...(query.where === null ? [] : [filterOf(query.where, scope)]),
    ...query.required.map((required) => requirementOf(required, type, customFieldsOf)),
  ];
  return {
    list: {
      type: typeViewOf(type)?.of ?? type,
      ...(conditions.length === 0 ? {} : { filter: { all: conditions } }),
      order: query.order.map(({ path, descending }) => ({
        field: sortFieldOf(path, scope),
        direction: descending ? 'descending' : 'ascending',
      })),
      limit: items,
      offset: (query.page - 1) * items,
    },
    selected: selectedFrom(query.selections, type, customFieldsOf),
    page: query.page,
    items,
  };
}

function itemsOf(query: Query): number {
  const items = query.items ?? defaultItems;
  // Fewer than asked for would make a script that counts its pages by itself miss objects.
  if (items > maxItems) throw new QueryError(1, `ITEMS may be at most ${maxItems}`);
  if (!Number.isSafeInteger((query.page - 1) * items)) throw new QueryError(1, 'PAGE is too large');
  return items;
}

function typeNamed(name: Name): string {
  const type = typesByPlural.get(name.text);
  if (type !== undefined) return type;
  const known = [...typesByPlural.keys()].join(', ');
  throw new QueryError(name.column, `there is no type ${name.text}; there are: ${known}`);
}

const typesByPlural = new Map<string | null, string>([
  ...Object.values(masheryCatalogue.types).map(({ name, plural }) => [plural, name] as const),
  ...Object.entries(typeViews).map(([name, { plural }]) => [plural, name] as const),
]);
typesByPlural.delete(null);

/** Where the fields of a condition are looked up: in the listed type, or at the end of a relation. */
interface Scope {
  type: string;
  relation: RelationView | undefined;
  customFieldsOf: CustomFieldsOf;
}

function filterOf(expression: Expression, scope: Scope): Filter {
  switch (expression.kind) {
    case 'and':
      return { all: expression.parts.map((part) => filterOf(part, scope)) };
    case 'or':
      return { any: expression.parts.map((part) => filterOf(part, scope)) };
    case 'not':
      return { not: filterOf(expression.part, scope) };
    case 'comparison': {
      const place = placeOf(expression.path, scope);
      return compare(place, expression.operator, expression.values);
    }
  }
}

function requirementOf(
  { relation, condition }: Query['required'][number],
  type: string,
  customFieldsOf: CustomFieldsOf,
): Filter {
  const view = relationNamed(type, relation);
  const there = view.kind === 'same' ? undefined : view;
  // Every object has a number, so this only asks whether there is an object at all.
  const exists: Filter = {
    field: 'number',
    ...(there === undefined ? {} : { relation: asked(there) }),
    comparison: 'at-least',
    value: 0,
  };
  if (condition === null) return exists;
  return { all: [exists, filterOf(condition, { type: view.type, relation: there, customFieldsOf })] };
}

function placeOf(path: Name[], scope: Scope): { field: FieldView; target: Target; column: number } {
  const last = path.at(-1)!;
  const { type, relation } = endOf(path, scope);
  const field = fieldNamed(type, last, scope.customFieldsOf);
  const stored = field.stored;
  if (stored === null || field.kind === 'object' || field.kind === 'array') {
    throw new QueryError(last.column, `${last.text} is not kept in a form that can be compared`);
  }
  if (relation !== undefined && stored.relation !== undefined) {
    throw new QueryError(
      last.column,
      `${last.text} is too far away to be compared; ask for it by its own type`,
    );
  }
  const at = relation === undefined ? stored.relation : asked(relation);
  const target = at === undefined ? { field: stored.field } : { field: stored.field, relation: at };
  return { field, target, column: last.column };
}

/** Where a path leads. To see an object as another type is not a step away from it. */
function endOf(path: Name[], scope: Scope): Pick<Scope, 'type' | 'relation'> {
  let { type, relation } = scope;
  for (const name of path.slice(0, -1)) {
    const view = relationNamed(type, name);
    if (view.kind !== 'same') {
      if (relation !== undefined) throw new QueryError(path[0]!.column, 'conditions reach one relation far');
      relation = view;
    }
    type = view.type;
  }
  return { type, relation };
}

function sortFieldOf(path: Name[], scope: Scope): string {
  const { target, column } = placeOf(path, scope);
  if (target.relation === undefined) return target.field;
  throw new QueryError(column, 'a query is sorted by fields of its own type only');
}

function asked({ kind, type, relation }: RelationView): NonNullable<Target['relation']> {
  return kind === 'children' ? { childType: type, relation } : relation;
}
