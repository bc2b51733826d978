import type { Wanted } from '../expand.ts';
import { v3Relation } from './names.ts';

/** What a reply shows of each object. */
export interface Shape extends Wanted {
  /** All properties that are there without being asked for; otherwise those named. */
  all: boolean;
  properties: Set<string>;
  relations: Map<string, Shape>;
}

/** Deeper paths are cut, so that a short request cannot ask for everything many times over. */
const maxDepth = 3;

/**
 * Reads `fields=id,name,packageKeys.plan.id`, which may be there several times. Without it, an object shows
 * everything except related objects. Names that are not known are passed over: clients name properties of the
 * vendor's that Bellwire does not keep.
 */
export function shapeFrom(type: string, parameters: readonly string[]): Shape {
  const paths = parameters
    .flatMap((parameter) => parameter.split(','))
    .map((path) => path.trim())
    .filter((path) => path !== '');
  const root = empty();
  if (paths.length === 0) root.all = true;
  for (const path of paths) add(root, type, path.split('.'), 0);
  return root;
}

function add(shape: Shape, type: string, [first = '', ...rest]: string[], depth: number): void {
  const view = v3Relation(type, first);
  if (view === undefined || depth >= maxDepth) {
    shape.properties.add(first);
    return;
  }
  const there = shape.relations.get(view.name) ?? empty();
  shape.relations.set(view.name, there);
  if (rest.length === 0) there.all = true;
  else add(there, view.type, rest, depth + 1);
}

function empty(): Shape {
  return { all: false, properties: new Set(), relations: new Map() };
}
