import { isUuid } from '../../../base/ids.ts';
import type { Json } from '../../../base/json.ts';
import { findUnstorable } from '../../../catalogue/storable.ts';
import type { Comparison, Condition, Filter } from './filter.ts';

/** Collects the values of a statement; everything from outside becomes a parameter, field names included. */
export interface Parameters {
  values: unknown[];
  /** Adds a value and answers with its placeholder. */
  add(value: unknown): string;
}

export function createParameters(...first: unknown[]): Parameters {
  const values = [...first];
  return {
    values,
    add: (value) => {
      values.push(value);
      return `$${values.length}`;
    },
  };
}

/** A filter as an SQL condition on the table alias `table`. */
export function filterSql(filter: Filter, table: string, parameters: Parameters): string {
  if ('all' in filter) return joined(filter.all, 'and', 'true', table, parameters);
  if ('any' in filter) return joined(filter.any, 'or', 'false', table, parameters);
  if ('not' in filter) return `not ${filterSql(filter.not, table, parameters)}`;
  return filter.relation === undefined
    ? conditionSql(filter, table, parameters)
    : relatedSql(filter, filter.relation, table, parameters);
}

function joined(
  filters: Filter[],
  word: string,
  whenEmpty: string,
  table: string,
  parameters: Parameters,
): string {
  if (filters.length === 0) return whenEmpty;
  return `(${filters.map((filter) => filterSql(filter, table, parameters)).join(` ${word} `)})`;
}

/** Looks up the links by child (primary key) or by parent (object_links_by_parent). */
function relatedSql(
  condition: Condition,
  relation: NonNullable<Condition['relation']>,
  table: string,
  parameters: Parameters,
): string {
  const other = `${table}x`;
  const met = conditionSql(condition, other, parameters);
  const [own, theirs, name, type] =
    typeof relation === 'string'
      ? ['child_id', 'parent_id', relation, 'true']
      : ['parent_id', 'child_id', relation.relation, `l.child_type = ${parameters.add(relation.childType)}`];
  return `exists (
    select 1
    from object_links l
    join objects ${other} on ${other}.organization_id = l.organization_id and ${other}.id = l.${theirs}
    where l.organization_id = ${table}.organization_id and l.${own} = ${table}.id
      and l.relation = ${parameters.add(name)} and ${type} and ${met}
  )`;
}

const columns: Record<string, { column: string; parse: (value: Json) => unknown; cast: string }> = {
  id: { column: 'id', parse: (value) => (isUuid(String(value)) ? String(value) : null), cast: 'uuid' },
  number: { column: 'number', parse: wholeNumber, cast: 'bigint' },
  createdAt: { column: 'created_at', parse: instant, cast: 'timestamptz' },
  updatedAt: { column: 'updated_at', parse: instant, cast: 'timestamptz' },
};

const operators: Record<Exclude<Comparison, 'contains' | 'like' | 'equals' | 'differs'>, string> = {
  less: '<',
  'at-most': '<=',
  greater: '>',
  'at-least': '>=',
};

function conditionSql(condition: Condition, table: string, parameters: Parameters): string {
  const { field, comparison, value } = condition;
  // No object can hold it, and the database would not even take the question.
  if (findUnstorable([field, value]).length > 0) return comparison === 'differs' ? 'true' : 'false';
  const column = Object.hasOwn(columns, field) ? columns[field] : undefined;
  if (comparison === 'contains' || comparison === 'like') {
    const text = column
      ? `${table}.${column.column}::text`
      : `${table}.fields ->> ${parameters.add(field)}::text`;
    const pattern = comparison === 'like' ? String(value) : `%${escapeLike(String(value))}%`;
    return `coalesce(${text} ilike ${parameters.add(pattern)}::text, false)`;
  }
  if (column) {
    const placeholder = `${parameters.add(column.parse(value))}::${column.cast}`;
    // A value of the wrong kind became null: it equals nothing and differs from everything.
    if (comparison === 'differs') return `${table}.${column.column} is distinct from ${placeholder}`;
    const operator = comparison === 'equals' ? '=' : operators[comparison];
    return `coalesce(${table}.${column.column} ${operator} ${placeholder}, false)`;
  }
  if (comparison === 'equals' || comparison === 'differs') {
    // Containment, not "->": only that is served by the index on the fields.
    const met = `${table}.fields @> ${parameters.add(JSON.stringify({ [field]: value }))}::jsonb`;
    return comparison === 'equals' ? met : `not ${met}`;
  }
  const own = `${table}.fields -> ${parameters.add(field)}::text`;
  const other = `${parameters.add(JSON.stringify(value))}::jsonb`;
  // jsonb puts all numbers before all strings; a comparison across kinds is simply false.
  return `(jsonb_typeof(${own}) = jsonb_typeof(${other}) and (${own}) ${operators[comparison]} ${other})`;
}

/** The expression to order by. Text is ordered without regard to case, then by its bytes. */
export function orderSql(field: string, table: string, parameters: Parameters): string {
  const column = Object.hasOwn(columns, field) ? columns[field] : undefined;
  if (column) return `${table}.${column.column}`;
  const name = `${parameters.add(field)}::text`;
  return `case when jsonb_typeof(${table}.fields -> ${name}) = 'string'
    then to_jsonb(lower(${table}.fields ->> ${name})) else ${table}.fields -> ${name} end`;
}

function escapeLike(text: string): string {
  return text.replace(/[\\%_]/g, (character) => `\\${character}`);
}

function wholeNumber(value: Json): number | null {
  const number = Number(value);
  return Number.isSafeInteger(number) ? number : null;
}

function instant(value: Json): string | null {
  const ms = Date.parse(String(value));
  const text = Number.isNaN(ms) ? '' : new Date(ms).toISOString();
  // PostgreSQL has no year 0 and does not take the signs that longer years have here.
  return /^(?!0000)\d{4}-/.test(text) ? text : null;
}
