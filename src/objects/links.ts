import type { Problem } from '../base/errors.ts';
import { sameJson } from '../base/json.ts';
import type { ObjectType } from '../catalogue/catalogue.ts';
import type { ObjectRecord, Related } from '../catalogue/object-record.ts';
import type { Links } from './operation.ts';
import type { Planner } from './planner.ts';

/** The parents of a draft, and what is wrong with them. */
export interface ResolvedLinks {
  links: Links;
  related: Related;
  missing: Problem[];
  problems: Problem[];
}

/**
 * Puts the parents that a caller named together with those the object has, follows relations that go through another
 * one, and checks that each parent is there and of the right type.
 */
export async function resolveLinks(
  planner: Planner,
  type: ObjectType,
  input: { before: ObjectRecord | null; links: Links },
): Promise<ResolvedLinks> {
  const links: Links = { ...input.before?.links };
  // In the spelling in which they are stored: callers may use capitals.
  const given = Object.fromEntries(
    Object.entries(input.links).map(([name, ids]) => [name, ids.map((id) => id.toLowerCase())]),
  );
  for (const [name, ids] of Object.entries(given)) {
    const relation = Object.hasOwn(type.relations, name) ? type.relations[name] : undefined;
    if (relation === undefined) continue;
    if (relation.createOnly && input.before !== null) continue;
    links[name] = relation.cardinality === 'one' ? ids.slice(0, 1) : [...new Set(ids)].sort();
  }
  const parents = await planner.loadMany(Object.values(links).flat());
  const contradictions: Problem[] = [];
  for (const [name, relation] of Object.entries(type.relations)) {
    if (relation.through === undefined) continue;
    const holder = parents.get(links[relation.through]?.[0] ?? '');
    const inherited = holder?.links[name];
    if (inherited === undefined) continue;
    if (given[name] !== undefined && !sameJson(given[name], inherited)) {
      contradictions.push({ field: name, message: `is not that of the ${relation.through}` });
    }
    links[name] = inherited;
  }
  for (const name of Object.keys(links)) if (links[name]?.length === 0) delete links[name];
  const found = await checked(planner, type, links, parents);
  return { links, ...found, problems: [...found.problems, ...contradictions] };
}

async function checked(
  planner: Planner,
  type: ObjectType,
  links: Links,
  known: ReadonlyMap<string, ObjectRecord>,
): Promise<Omit<ResolvedLinks, 'links'>> {
  const wanted = Object.values(links).flat();
  const more = await planner.loadMany(wanted.filter((id) => !known.has(id)));
  const related: Related = {};
  const missing: Problem[] = [];
  const problems: Problem[] = [];
  for (const [name, relation] of Object.entries(type.relations)) {
    const ids = links[name] ?? [];
    if (ids.length === 0 && relation.required) missing.push({ field: name, message: 'is required' });
    for (const id of ids) {
      const parent = known.get(id) ?? more.get(id);
      if (parent === undefined || parent.type !== relation.to) {
        problems.push({ field: name, message: `does not exist` });
      } else if (relation.cardinality === 'one') {
        related[name] = parent;
      }
    }
  }
  return { related, missing, problems };
}

/** The parents that events carry. */
export function nestedOf(type: ObjectType, related: Related): Related {
  return Object.fromEntries(Object.entries(related).filter(([name]) => type.relations[name]?.nested));
}
