import { isJsonObject, type Json, type JsonObject } from '../../../base/json.ts';

/**
 * An object as `application/x-www-form-urlencoded`, laid out as PHP's http_build_query does:
 * `member[username]=joe&limits[0][period]=second`, booleans as 1 and 0, brackets percent-encoded, UTF-8.
 * Empty text stays as `name=`, and so does null, which PHP would leave out; empty lists and objects have no form.
 */
export function formEncode(object: JsonObject): string {
  const form = new URLSearchParams();
  for (const [name, value] of Object.entries(object)) append(form, name, value);
  return form.toString();
}

function append(form: URLSearchParams, name: string, value: Json): void {
  if (Array.isArray(value)) {
    for (const [index, item] of value.entries()) append(form, `${name}[${index}]`, item);
  } else if (isJsonObject(value)) {
    for (const [key, item] of Object.entries(value)) append(form, `${name}[${key}]`, item);
  } else {
    form.append(name, textOf(value));
  }
}

function textOf(value: string | number | boolean | null): string {
  if (typeof value === 'boolean') return value ? '1' : '0';
  return value === null ? '' : String(value);
}
