import { type CustomFieldsOf, fieldNamed } from './names.ts';
import type { Selection } from './query.ts';
import { QueryError } from './query-error.ts';
import { emptyRelations, relationsOf } from './relations.ts';

/** What a query shows of each object, and of the objects related to it. */
export interface Selected {
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
  const root = empty();
  for (const { path, all } of selections) {
    let at = root;
    let atType = type;
    let ends = all;
    for (const [index, name] of path.entries()) {
      if (emptyRelations[atType]?.includes(name.text)) {
        // Whatever follows it: of nothing, there are no fields.
        childOf(at, name.text);
        ends = false;
        break;
      }
      const relation = relationsOf(atType).get(name.text);
      if (relation !== undefined) {
        if (index >= maxDepth) throw new QueryError(name.column, `relations are followed ${maxDepth} deep`);
        at = childOf(at, name.text);
        atType = relation.type;
        ends = true;
      } else {
        const last = index === path.length - 1 && !all;
        at.fields.add(fieldNamed(atType, name, customFieldsOf).name);
        if (!last) throw new QueryError(name.column, `${name.text} is a field, so nothing follows it`);
        ends = false;
      }
    }
    if (ends) at.all = true;
  }
  return root;
}

function empty(): Selected {
  return { all: false, fields: new Set(), relations: new Map() };
}

function childOf(selected: Selected, name: string): Selected {
  const child = selected.relations.get(name) ?? empty();
  selected.relations.set(name, child);
  return child;
}
