import type { Json } from '../../../base/json.ts';
import type { Comparison, Condition, Filter } from '../../../store/queries/objects/filter.ts';
import type { FieldView } from './fields.ts';
import type { Literal, Operator } from './query.ts';
import { QueryError } from './query-error.ts';

/** Where a compared field is found: in the object itself or at the end of a relation. */
export type Target = Pick<Condition, 'field' | 'relation'>;

const comparisons: Record<Exclude<Operator, 'in' | 'like' | 'is-null'>, Comparison> = {
  '=': 'equals',
  '!=': 'differs',
  '<': 'less',
  '<=': 'at-most',
  '>': 'greater',
  '>=': 'at-least',
};

/** One comparison of a query as a filter. `column` is where its field stands. */
export function compare(
  { field, target, column }: { field: FieldView; target: Target; column: number },
  operator: Operator,
  values: Literal[],
): Filter {
  switch (operator) {
    case 'is-null':
      // A text that was never given is stored blank; other fields always have a value.
      if (field.kind !== 'string') throw new QueryError(column, `${field.name} always has a value`);
      return { ...target, comparison: 'equals', value: '' };
    case 'in':
      return { any: values.map((value) => one(field, target, '=', value)) };
    case 'like':
      return { ...target, comparison: 'like', value: patternOf(values[0]!) };
    default:
      return one(field, target, operator, values[0]!);
  }
}

/** A LIKE pattern. One backslash at its end would escape nothing, which the database calls an error. */
function patternOf({ text, column }: Literal): string {
  const backslashes = /\\*$/.exec(text)?.[0].length ?? 0;
  if (backslashes % 2 === 1) throw new QueryError(column, 'a pattern cannot end with a single backslash');
  return text;
}

function one(field: FieldView, target: Target, operator: keyof typeof comparisons, literal: Literal): Filter {
  if (field.kind === 'date') return compareDate(target, operator, literal);
  const comparison = comparisons[operator];
  const value = typedValue(field, literal);
  // "differs" on a relation has to mean "none of them is", not "one of them is not".
  if (comparison === 'differs' && target.relation !== undefined) {
    return { not: { ...target, comparison: 'equals', value } };
  }
  return { ...target, comparison, value };
}

/** The value in the field's type: scripts quote numbers and write 1 and 0 for true and false. */
function typedValue(field: FieldView, literal: Literal): Json {
  const { kind, text, column } = literal;
  switch (field.kind) {
    case 'boolean':
      if (/^(true|1)$/i.test(text)) return true;
      if (/^(false|0)$/i.test(text)) return false;
      throw new QueryError(column, `${field.name} is compared with true or false`);
    case 'integer':
    case 'number': {
      const value = kind === 'boolean' || text.trim() === '' ? Number.NaN : Number(text);
      if (!Number.isFinite(value)) throw new QueryError(column, `${field.name} is compared with a number`);
      return value;
    }
    default:
      return text;
  }
}

/**
 * V2 shows dates in whole seconds while they are stored finer, so a second stands for the whole of it: `=` means
 * "within it", `>` "after its end".
 */
function compareDate(target: Target, operator: keyof typeof comparisons, literal: Literal): Filter {
  const from = dateOf(literal);
  const end = new Date(from.getTime() + (from.getMilliseconds() === 0 ? 1000 : 1));
  const since: Filter = { ...target, comparison: 'at-least', value: from.toISOString() };
  const after: Filter = { ...target, comparison: 'at-least', value: end.toISOString() };
  const before: Filter = { ...target, comparison: 'less', value: from.toISOString() };
  const until: Filter = { ...target, comparison: 'less', value: end.toISOString() };
  switch (operator) {
    case '=':
      return { all: [since, until] };
    case '!=':
      return { not: { all: [since, until] } };
    case '<':
      return before;
    case '<=':
      return until;
    case '>':
      return after;
    case '>=':
      return since;
  }
}

const datePattern = /^\d{4}-\d{2}-\d{2}(?:[T ]\d{2}:\d{2}(?::\d{2}(?:\.\d+)?)?(?:Z|[+-]\d{2}:?\d{2})?)?$/i;

function dateOf(literal: Literal): Date {
  const text = literal.text.trim();
  if (datePattern.test(text)) {
    // Without an offset a time is taken as UTC; Date.parse would take it as this machine's.
    const zoned = /(?:Z|[+-]\d{2}:?\d{2})$/i.test(text.slice(10)) || text.length === 10 ? text : `${text}Z`;
    const ms = Date.parse(zoned.replace(' ', 'T'));
    if (!Number.isNaN(ms)) return new Date(ms);
  }
  throw new QueryError(literal.column, 'a date is written like 2026-01-31 or 2026-01-31T08:00:00Z');
}
