import type { JsonObject } from '../../../../base/json.ts';
import { typeOf } from '../../../../catalogue/catalogue.ts';
import { emptyValue } from '../../../../catalogue/empty-value.ts';
import { masheryCatalogue } from '../../catalogue/index.ts';
import { limitsOf } from '../../limits.ts';
import type { Shown } from '../../v2-object.ts';
import { v3NamesOf } from '../../v3-names.ts';
import { wholeSeconds } from '../../whole-seconds.ts';

/**
 * An object in the words of V3, with every property that is there without being asked for. Dates are written
 * `2026-01-31T08:00:00Z`: the record has that form and one with `+0000`, and only the first is RFC 3339, which
 * every client reads.
 */
export function toV3Object({ object, related }: Shown): JsonObject {
  const type = typeOf(masheryCatalogue, object.type);
  const result: JsonObject = {
    id: object.id,
    created: seconds(object.createdAt),
    updated: seconds(object.updatedAt),
  };
  for (const [name, property] of v3NamesOf(object.type)) {
    const field = type.fields[name]!;
    result[property] = field.writeOnly ? '' : (object.fields[name] ?? emptyValue(field));
  }
  for (const [name, value] of Object.entries(object.fields)) {
    // Custom fields: at the top, under their own names, as the record shows them.
    if (!Object.hasOwn(type.fields, name) && !Object.hasOwn(result, name)) result[name] = value;
  }
  if (object.type === 'application') result.username = related.member?.fields.username ?? '';
  if (object.type === 'package_key') result.limits = limitsOf(object, related).map((limit) => ({ ...limit }));
  return result;
}

function seconds(time: string | null): string {
  return time === null ? '' : wholeSeconds(time);
}
