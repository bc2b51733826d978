import { isJsonObject, type Json, type JsonObject } from '../../../../base/json.ts';
import type { Context } from '../../../../objects/context.ts';
import type { Objects } from '../../../../objects/objects.ts';
import { parseQuery } from '../../query-language/parse.ts';
import { emptyRelationOf } from '../../query-language/relations.ts';
import type { Selected } from '../../query-language/select.ts';
import { translateQuery } from '../../query-language/translate.ts';
import { typeViewOf } from '../../query-language/views.ts';
import { toV2Object } from '../../v2-object.ts';
import { type Expanded, expand } from '../expand.ts';
import { shownFrom } from '../shown.ts';
import { V2Error } from './errors.ts';
import { invalidParams } from './json-rpc.ts';

/** `object.query`: a page of objects. A page beyond the last one is empty, which is how scripts know the end. */
export async function query(
  objects: Objects,
  context: Context,
  param: Json | undefined,
): Promise<JsonObject> {
  const text = isJsonObject(param) ? param.query : param;
  if (typeof text !== 'string') throw new V2Error(invalidParams('The first parameter is a query.'));
  const { list, selected, page, items } = translateQuery(
    parseQuery(text),
    (type) => context.organization.settings.customFields[type] ?? [],
  );
  const found = await objects.list(context, list);
  const expanded = await expand(objects, context, found.objects, selected);
  return {
    total_items: found.total,
    total_pages: Math.ceil(found.total / items),
    items_per_page: items,
    current_page: page,
    items: expanded.map((each) => shownAs(each, selected)),
  };
}

function shownAs({ shown, relations }: Expanded, selected: Selected): JsonObject {
  const whole = seenAs(selected.type, toV2Object(shownFrom(shown), 'result'));
  const result: JsonObject = selected.all ? whole : {};
  for (const field of selected.fields) result[field] = whole[field] ?? null;
  for (const [name, there] of selected.relations) {
    const nothing = emptyRelationOf(selected.type, name) === 'many' ? [] : null;
    const ends = relations.get(name) ?? nothing;
    if (Array.isArray(ends)) result[name] = ends.map((end) => shownAs(end, there));
    else result[name] = ends === null ? null : shownAs(ends, there);
  }
  return result;
}

/** The object as a query shows it under that type's name: what a view does not have is left out. */
function seenAs(type: string, whole: JsonObject): JsonObject {
  const view = typeViewOf(type);
  if (view === undefined) return whole;
  return {
    ...Object.fromEntries(view.fields.map((name) => [name, whole[name] ?? null])),
    object_type: type,
  };
}
