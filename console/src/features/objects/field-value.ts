import { jsonProblem } from '../../shared/format/json-place.ts';
import { numberIn, writeNumber } from '../../shared/format/number.ts';
import type { FieldSchema } from './catalogue.ts';
import { entryOf, kindOf } from './field-kind.ts';

/** What a form holds of one field: texts as they are typed, switches, and the same again inside of objects and lists. */
export type FieldValue = string | boolean | Group | Row[];

/** An object whose fields are described. */
export interface Group {
  fields: Record<string, FieldValue>;
  /** The object as it was: what was not touched in it goes back as it came, fields that no schema knows included. */
  given: Record<string, unknown>;
}

/** One entry of a list of such objects. */
export interface Row extends Group {
  /** Stays with the entry, wherever it moves in the list. */
  row: number;
}

export interface ValueProblem {
  pointer: string;
  detail: string;
}

/** A value as a form shows it. */
export function typed(schema: FieldSchema, value: unknown): FieldValue {
  const kind = kindOf(schema);
  if (kind === 'switch') return value === true;
  if (kind === 'group') return groupOf(schema, value);
  if (kind === 'rows')
    return (Array.isArray(value) ? value : []).map((entry, row) => newRow(schema, row, entry));
  if (value === undefined || value === null) return '';
  if (kind === 'lines') return Array.isArray(value) ? value.join('\n') : '';
  if (kind === 'json') return isBlank(value) ? '' : JSON.stringify(value, null, 2);
  return String(value);
}

function groupOf(schema: FieldSchema, value: unknown): Group {
  const given = isRecord(value) ? value : {};
  const fields: Group['fields'] = {};
  for (const [name, inner] of Object.entries(schema.properties ?? {})) {
    fields[name] = typed(inner, name in given ? given[name] : inner.default);
  }
  return { fields, given };
}

/** An entry for a list: an empty one, or what is there. */
export function newRow(schema: FieldSchema, row: number, entry: unknown = {}): Row {
  return { row, ...groupOf(entryOf(schema), entry) };
}

/**
 * The value that the API is asked for; what cannot be read is added to `problems`, under its JSON pointer. Undefined inside
 * of an object stands for a field that is not given.
 */
export function read(
  schema: FieldSchema,
  value: FieldValue,
  pointer: string,
  problems: ValueProblem[],
): unknown {
  if (typeof value === 'boolean') return value;
  if (Array.isArray(value)) {
    return value.map((row, index) => readGroup(entryOf(schema), row, `${pointer}/${index}`, problems));
  }
  if (typeof value === 'object') return readGroup(schema, value, pointer, problems);
  const text = value.trim();
  const refuse = (detail: string) => {
    problems.push({ pointer, detail });
    return undefined;
  };
  switch (kindOf(schema)) {
    case 'number': {
      return text === '' ? 0 : (numberIn(text) ?? refuse(writeNumber));
    }
    case 'lines':
      return text
        .split('\n')
        .map((line) => line.trim())
        .filter((line) => line !== '');
    case 'json': {
      if (text === '') return schema.type === 'array' ? [] : {};
      const wrong = jsonProblem(text);
      return wrong === undefined ? JSON.parse(text) : refuse(wrong);
    }
    default:
      return value;
  }
}

function readGroup(
  schema: FieldSchema,
  { fields, given }: Group,
  pointer: string,
  problems: ValueProblem[],
): Record<string, unknown> {
  const object: Record<string, unknown> = { ...given };
  for (const [name, inner] of Object.entries(schema.properties ?? {})) {
    const now = fields[name] ?? '';
    // As it came: so that null stays null, and what was left out stays left out.
    if (same(now, typed(inner, given[name]))) continue;
    const required = schema.required?.includes(name) === true;
    if (now === '' && !required) delete object[name];
    else object[name] = read(inner, now, `${pointer}/${name}`, problems);
  }
  return object;
}

/** Whether two values of a form would ask for the same. */
export function same(one: FieldValue, other: FieldValue): boolean {
  return JSON.stringify(one) === JSON.stringify(other);
}

/** The pointers of all that a value shows in fields of its own, the innermost first. */
export function pointersOf(value: FieldValue, pointer: string): string[] {
  if (Array.isArray(value)) {
    return [...value.flatMap((row, index) => pointersOf(row, `${pointer}/${index}`)), pointer];
  }
  if (typeof value !== 'object') return [pointer];
  const inner = Object.entries(value.fields).flatMap(([name, one]) => pointersOf(one, `${pointer}/${name}`));
  return [...inner, pointer];
}

function isBlank(value: unknown): boolean {
  return typeof value === 'object' && value !== null && Object.keys(value).length === 0;
}

function isRecord(value: unknown): value is Record<string, unknown> {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}
