import type { Catalogue } from './catalogue.ts';

const known = new WeakMap<Catalogue, ReadonlyMap<string, number>>();

/**
 * How far each type is from those that hang on nothing: a type is deeper than every type that it hangs on. Types that
 * hang on each other in a circle are as deep as the way round until one comes back.
 */
export function depthsOf(catalogue: Catalogue): ReadonlyMap<string, number> {
  const found = known.get(catalogue);
  if (found !== undefined) return found;
  const depths = new Map<string, number>();
  for (const name of Object.keys(catalogue.types)) depthOf(catalogue, name, depths, new Set());
  known.set(catalogue, depths);
  return depths;
}

function depthOf(catalogue: Catalogue, name: string, depths: Map<string, number>, way: Set<string>): number {
  const found = depths.get(name);
  if (found !== undefined) return found;
  if (way.has(name)) return 0;
  way.add(name);
  const parents = Object.values(catalogue.types[name]?.relations ?? {}).map(({ to }) => to);
  const depth = 1 + Math.max(0, ...parents.map((parent) => depthOf(catalogue, parent, depths, way)));
  way.delete(name);
  depths.set(name, depth);
  return depth;
}
