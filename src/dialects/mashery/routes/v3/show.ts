import type { JsonObject } from '../../../../base/json.ts';
import type { Context } from '../../../../objects/context.ts';
import type { Objects } from '../../../../objects/objects.ts';
import type { ObjectWithRelated } from '../../../../objects/operation.ts';
import { type Expanded, expand } from '../expand.ts';
import { shownFrom } from '../shown.ts';
import type { Shape } from './fields-parameter.ts';
import { v3RelationName } from './names.ts';
import { toV3Object } from './object.ts';

/** Objects as a reply shows them, with the related ones that were asked for. */
export async function show(
  objects: Objects,
  context: Context,
  items: readonly ObjectWithRelated[],
  shape: Shape,
): Promise<JsonObject[]> {
  const expanded = await expand(objects, context, items, shape);
  return expanded.map((each) => shaped(each, shape));
}

function shaped({ shown, relations }: Expanded, shape: Shape): JsonObject {
  const whole = toV3Object(shownFrom(shown));
  const result: JsonObject = shape.all
    ? whole
    : Object.fromEntries(Object.entries(whole).filter(([property]) => shape.properties.has(property)));
  for (const [name, there] of shape.relations) {
    const ends = relations.get(name) ?? null;
    if (Array.isArray(ends)) result[v3RelationName(name)] = ends.map((end) => shaped(end, there));
    else result[v3RelationName(name)] = ends === null ? null : shaped(ends, there);
  }
  return result;
}
