import type { ObjectType } from '../../shared/api/types.ts';
import type { FieldSchema } from './catalogue.ts';
import { fieldsOf } from './catalogue.ts';

/** What a form holds: texts as they are typed, switches, and the parents by relation. */
export interface Values {
  fields: Record<string, string | boolean>;
  links: Record<string, { id: string; label: string }[]>;
}

export interface ValueProblem {
  pointer: string;
  detail: string;
}

/** How a field is shown in a form. Lists and objects that are no plain texts are edited as JSON. */
export function kindOf(schema: FieldSchema): 'switch' | 'choice' | 'number' | 'lines' | 'json' | 'text' {
  if (schema.type === 'boolean') return 'switch';
  if (schema.enum !== undefined) return 'choice';
  if (schema.type === 'integer' || schema.type === 'number') return 'number';
  if (schema.type === 'array') return schema.items?.type === 'string' ? 'lines' : 'json';
  return schema.type === 'object' ? 'json' : 'text';
}

/** What the form begins with: the object, or the defaults of its type. */
export function valuesOf(
  type: ObjectType,
  object?: { fields: Record<string, unknown>; parents: Record<string, { id: string; label: string }[]> },
): Values {
  const fields: Values['fields'] = {};
  for (const [name, schema] of fieldsOf(type)) {
    fields[name] = typed(schema, object === undefined ? schema.default : object.fields[name]);
  }
  const links: Values['links'] = {};
  for (const { name } of type.relations) links[name] = object?.parents[name] ?? [];
  return { fields, links };
}

function typed(schema: FieldSchema, value: unknown): string | boolean {
  const kind = kindOf(schema);
  if (kind === 'switch') return value === true;
  if (value === undefined || value === null) return '';
  if (kind === 'lines') return Array.isArray(value) ? value.join('\n') : '';
  if (kind === 'json') return isBlank(value) ? '' : JSON.stringify(value, null, 2);
  return String(value);
}

/** What is asked of the API: only what differs from before; or what cannot be read. */
export function changeFrom(
  type: ObjectType,
  before: Values,
  now: Values,
): { fields: Record<string, unknown>; links: Record<string, string[]>; problems: ValueProblem[] } {
  const fields: Record<string, unknown> = {};
  const problems: ValueProblem[] = [];
  for (const [name, schema] of fieldsOf(type)) {
    const value = now.fields[name] ?? '';
    if (value === (before.fields[name] ?? '')) continue;
    try {
      fields[name] = read(schema, value);
    } catch (error) {
      problems.push({ pointer: `/fields/${name}`, detail: error instanceof Error ? error.message : '' });
    }
  }
  const links: Record<string, string[]> = {};
  for (const { name } of type.relations) {
    const ids = (values: Values) => (values.links[name] ?? []).map(({ id }) => id);
    if (ids(now).join() !== ids(before).join()) links[name] = ids(now);
  }
  return { fields, links, problems };
}

function read(schema: FieldSchema, value: string | boolean): unknown {
  if (typeof value === 'boolean') return value;
  const text = value.trim();
  switch (kindOf(schema)) {
    case 'number': {
      const number = Number(text === '' ? 0 : text.replace(',', '.'));
      if (!Number.isFinite(number)) throw new Error('Write a number');
      return number;
    }
    case 'lines':
      return text === ''
        ? []
        : text
            .split('\n')
            .map((line) => line.trim())
            .filter((line) => line !== '');
    case 'json':
      return text === '' ? (schema.type === 'array' ? [] : {}) : parsed(text);
    default:
      return value;
  }
}

function parsed(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    throw new Error('This is not JSON');
  }
}

function isBlank(value: unknown): boolean {
  return typeof value === 'object' && value !== null && Object.keys(value).length === 0;
}
