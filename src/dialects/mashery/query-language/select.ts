import { type CustomFieldsOf, fieldNamed } from './names.ts';
import type { Selection } from './query.ts';
import { QueryError } from './query-error.ts';
import { emptyRelationOf, relationsOf } from './relations.ts';

/** What a query shows of each object, and of the objects related to it. */
export interface Selected {
  /** What the objects are seen as: their type, or a view of it. */
  type: string;
  /** All fields, rather than those named. */
  all: boolean;
  fields: Set<string>;
  relations: Map<string, Selected>;
}

/** Relations can be followed this far, so that a short query cannot ask for everything many times over. */
const maxDepth = 3;

/**
 * Puts the selections of a query together. A relation's bare name stands for all its fields, since scripts in the
 * field write `SELECT *, package_keys FROM applications`.
 */
export function selectedFrom(
  selections: Selection[],
  type: string,
  customFieldsOf: CustomFieldsOf,
): Selected {
  const root = empty(type);
  for (const { path, all } of selections) {
    let at = root;
    let ends = all;
    let depth = 0;
    for (const [index, name] of path.entries()) {
      if (emptyRelationOf(at.type, name.text) !== undefined) {
        // Whatever follows it: of nothing, there are no fields.
        childOf(at, name.text, '');
        ends = false;
        break;
      }
      const relation = relationsOf(at.type).get(name.text);
      if (relation !== undefined) {
        if (relation.kind !== 'same') depth += 1;
        if (depth > maxDepth) throw new QueryError(name.column, `relations are followed ${maxDepth} deep`);
        at = childOf(at, name.text, relation.type);
        ends = true;
      } else {
        const last = index === path.length - 1 && !all;
        at.fields.add(fieldNamed(at.type, name, customFieldsOf).name);
        if (!last) throw new QueryError(name.column, `${name.text} is a field, so nothing follows it`);
        ends = false;
      }
    }
    if (ends) at.all = true;
  }
  return root;
}

function empty(type: string): Selected {
  return { type, all: false, fields: new Set(), relations: new Map() };
}

function childOf(selected: Selected, name: string, type: string): Selected {
  const child = selected.relations.get(name) ?? empty(type);
  selected.relations.set(name, child);
  return child;
}
