import { type Json, type JsonObject, sameJson } from '../../../base/json.ts';
import { type Field, typeOf } from '../../../catalogue/catalogue.ts';
import { emptyValue } from '../../../catalogue/empty-value.ts';
import type { Snapshot } from '../../../store/records/event.ts';
import { masheryCatalogue } from '../catalogue/index.ts';
import { v3OnlyFields } from '../v2-fields.ts';

/**
 * The fields of an answered object that may be written and differ from what the receiver was sent. Derived fields
 * (`id`, `limits`, …), nested objects, unknown names and echoed values are left out. Text that stands for a number
 * or a boolean, as it does for a receiver of forms, is read as one.
 */
export function changedFields(sent: Snapshot, answered: JsonObject): JsonObject {
  const { fields: known } = typeOf(masheryCatalogue, sent.object.type);
  const changed: JsonObject = {};
  for (const [name, value] of Object.entries(answered)) {
    const field = Object.hasOwn(known, name) ? known[name] : undefined;
    const before = Object.hasOwn(sent.object.fields, name) ? sent.object.fields[name] : undefined;
    if (!(field === undefined ? before !== undefined : isWritable(sent, name, field))) continue;
    const wanted = field === undefined ? (value ?? '') : readAs(field, value);
    if (!sameJson(wanted, before ?? (field === undefined ? '' : emptyValue(field)))) changed[name] = wanted;
  }
  return changed;
}

function isWritable(sent: Snapshot, name: string, field: Field): boolean {
  if (field.writeOnly || v3OnlyFields[sent.object.type]?.includes(name)) return false;
  return !field.createOnly || (sent.operation === 'created' && sent.object.number === null);
}

function readAs(field: Field, value: Json): Json {
  if (value === null) return emptyValue(field);
  if (field.type === 'integer' && typeof value === 'string' && /^-?\d{1,15}$/.test(value))
    return Number(value);
  if (field.type === 'boolean' && (value === '1' || value === 1 || value === 'true')) return true;
  if (field.type === 'boolean' && (value === '0' || value === 0 || value === 'false' || value === ''))
    return false;
  return value;
}
