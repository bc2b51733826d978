import { isJsonObject, type Json, type JsonObject } from '../../../base/json.ts';
import { type CallFields, callFieldNames } from '../format/call-fields.ts';

/** A property of a test: a field of the call, as text. */
export type TestProperty = { key: string; value: string };

/** Fields of a call as the test API shows them: lists as JSON, nothing as an empty text. */
export function propertiesOf(fields: CallFields): TestProperty[] {
  return callFieldNames.map((key) => {
    const value = fields[key] ?? '';
    return { key, value: typeof value === 'object' ? JSON.stringify(value) : String(value) };
  });
}

/** The fields of a call with those that a test sets, or what is wrong with these. */
export function withProperties(
  fields: CallFields,
  properties: Json | undefined,
): { fields: CallFields } | { field: string; message: string } {
  if (!Array.isArray(properties))
    return { field: 'properties', message: 'must be a list of {"key", "value"}' };
  const changed: JsonObject = { ...fields };
  for (const [index, property] of properties.entries()) {
    const at = `properties.${index}`;
    const { key, value } = isJsonObject(property) ? property : { key: undefined, value: undefined };
    if (typeof key !== 'string' || !callFieldNames.includes(key)) {
      return { field: `${at}.key`, message: `must be one of: ${callFieldNames.join(', ')}` };
    }
    if (typeof value !== 'string') return { field: `${at}.value`, message: 'must be text' };
    const read = valueFrom(fields[key], value);
    if (read === undefined)
      return { field: `${at}.value`, message: `must be like ${JSON.stringify(fields[key])}` };
    changed[key] = read;
  }
  return { fields: changed as CallFields };
}

/** A text as a value of the same kind as the one that it takes the place of. */
function valueFrom(like: Json | undefined, text: string): Json | undefined {
  if (typeof like === 'string') return text;
  if (!Array.isArray(like)) {
    if (text === '') return null;
    return Number.isFinite(Number(text)) ? Number(text) : undefined;
  }
  try {
    const list: unknown = JSON.parse(text);
    return Array.isArray(list) ? (list as Json) : undefined;
  } catch {
    return undefined;
  }
}
