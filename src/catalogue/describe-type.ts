import type { Json, JsonObject } from '../base/json.ts';
import { type Catalogue, childRelations, eventTypeOf, type ObjectType, type Relation } from './catalogue.ts';
import { jsonSchemaOf } from './json-schema.ts';
import type { ObjectRecord } from './object-record.ts';

/** What a form, a list and a page of one type need to know. */
export interface TypeDescription {
  name: string;
  plural: string;
  title: string;
  /** Of the fields, with defaults, and `readOnly` and `writeOnly` where they are so. */
  schema: JsonObject;
  required: string[];
  /** Taken when an object is created, ignored afterwards. */
  createOnly: string[];
  /** The field that people know an object by; null where there is none. */
  label: string | null;
  /** Fields worth a column of a list. */
  columns: string[];
  relations: ({ name: string } & Pick<
    Relation,
    'to' | 'cardinality' | 'required' | 'createOnly' | 'whenParentGoes'
  > & {
      /** Follows from another relation, and is not given. */
      follows: boolean;
    })[];
  /** The types that hang on this one. */
  children: { type: string; relation: string; whenParentGoes: Relation['whenParentGoes'] }[];
  /** The types of events that are told. */
  events: string[];
}

/** What people call things by, the best first. */
const labelNames = [
  'displayName',
  'display_name',
  'name',
  'title',
  'username',
  'email',
  'planId',
  'apikey',
  'keyname',
  'id',
];
const columnCount = 3;

/** Describes a type of an organization with these custom fields. */
export function describeType(
  catalogue: Catalogue,
  type: ObjectType,
  customFields: readonly string[],
): TypeDescription {
  const fields = Object.entries(type.fields);
  const schema = jsonSchemaOf(type, customFields);
  const properties = schema.properties as Record<string, JsonObject>;
  for (const [name, { default: value }] of fields) {
    if (value !== undefined && properties[name] !== undefined) properties[name].default = value as Json;
  }
  const label = labelFieldOf(type);
  return {
    name: type.name,
    plural: type.plural,
    title: type.title,
    schema,
    required: fields.flatMap(([name, { required }]) => (required ? [name] : [])),
    createOnly: fields.flatMap(([name, { createOnly }]) => (createOnly ? [name] : [])),
    label,
    columns: columnsOf(type, label),
    relations: Object.entries(type.relations).map(([name, relation]) => ({
      name,
      to: relation.to,
      cardinality: relation.cardinality,
      required: relation.required,
      createOnly: relation.createOnly,
      whenParentGoes: relation.whenParentGoes,
      follows: relation.through !== undefined,
    })),
    children: childRelations(catalogue, type.name).map((child) => ({
      type: child.type.name,
      relation: child.name,
      whenParentGoes: child.relation.whenParentGoes,
    })),
    events: type.emits.map((operation) => eventTypeOf(type.name, operation)),
  };
}

/** The field that people know an object by first; null where there is none. */
export function labelFieldOf(type: ObjectType): string | null {
  const [known] = nameFieldsOf(type);
  if (known !== undefined) return known;
  return (
    Object.entries(type.fields).find(([, field]) => field.type === 'string' && !field.writeOnly)?.[0] ?? null
  );
}

/** The fields that people call an object by, the best first. */
export function nameFieldsOf(type: ObjectType): string[] {
  return labelNames.filter((name) => type.fields[name]?.type === 'string' && !type.fields[name].writeOnly);
}

/** What people know an object by: the first of its names that is given, or else its number. */
export function labelOf(type: ObjectType, object: Pick<ObjectRecord, 'fields' | 'number'>): string {
  const fields = [...nameFieldsOf(type), labelFieldOf(type)].filter((field) => field !== null);
  const names = fields.map((field) => object.fields[field]);
  const given = names.find((name) => typeof name === 'string' && name !== '');
  return typeof given === 'string' ? given : String(object.number);
}

/** Choices first, which say how an object stands; then what must be given; then the rest, all of them short. */
function columnsOf(type: ObjectType, label: string | null): string[] {
  const short = Object.entries(type.fields).filter(
    ([name, field]) =>
      name !== label &&
      !field.writeOnly &&
      !['object', 'array'].includes(field.type) &&
      (field.maxLength ?? 0) <= 1024,
  );
  const rank = ([, field]: (typeof short)[number]) => (field.enum !== undefined ? 0 : field.required ? 1 : 2);
  return [...short]
    .sort((left, right) => rank(left) - rank(right))
    .slice(0, columnCount)
    .map(([name]) => name);
}
