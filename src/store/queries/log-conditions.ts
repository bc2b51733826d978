import { uuidAtMs } from '../../base/ids.ts';
import type { PageRequest } from '../../base/page.ts';

/** The conditions of a list and their values, put together one by one. */
export interface Conditions {
  /** Adds `column = value`, unless there is no value. */
  equals(column: string, value: string | number | undefined): void;
  /** Adds `column = any(values)`, unless there are no values. */
  anyOf(column: string, cast: string, values: readonly string[] | undefined): void;
  /** Adds a time range on an id that begins with its time. */
  between(column: string, from: Date | undefined, to: Date | undefined): void;
  /** Adds a status, or a class of them. */
  status(column: string, status: number | '2xx' | '3xx' | '4xx' | '5xx' | 'none' | undefined): void;
  /** Adds a comparison with a value of a type. */
  compare(column: string, operator: '<' | '>' | '>=', cast: string, value: string | Date): void;
  /** Adds whether a column is null. */
  isNull(column: string, wanted: boolean): void;
  /** Adds that one of these columns has the text in it, whatever its case. Reads every row: for the few alone. */
  anyHas(columns: readonly string[], text: string | undefined): void;
  /** Adds a condition of our own words, without a value. */
  always(condition: string): void;
  /** All conditions so far, for a statement that is no page. */
  where(): string;
  /** The statement's end: where, order and limit, with one row more than the page has. */
  page(idColumn: string, page: PageRequest): string;
  values: unknown[];
}

/**
 * Conditions on one organization's rows; on those of all where it is null, for what is asked of the installation. Columns are our
 * own words; values become parameters.
 */
export function createConditions(organizationColumn: string, organizationId: string | null): Conditions {
  const values: unknown[] = organizationId === null ? [] : [organizationId];
  const parts = [organizationId === null ? 'true' : `${organizationColumn} = $1`];
  const add = (value: unknown) => `$${values.push(value)}`;

  return {
    values,
    equals(column, value) {
      if (value !== undefined) parts.push(`${column} = ${add(value)}`);
    },
    anyOf(column, cast, wanted) {
      if (wanted !== undefined) parts.push(`${column} = any(${add(wanted)}::${cast}[])`);
    },
    between(column, from, to) {
      if (from !== undefined) parts.push(`${column} >= ${add(uuidAtMs(from.getTime()))}::uuid`);
      if (to !== undefined) parts.push(`${column} < ${add(uuidAtMs(to.getTime()))}::uuid`);
    },
    status(column, status) {
      if (status === undefined) return;
      if (status === 'none') parts.push(`${column} is null`);
      else if (typeof status === 'number') parts.push(`${column} = ${add(status)}`);
      else {
        const first = Number(status[0]) * 100;
        parts.push(`${column} between ${add(first)} and ${add(first + 99)}`);
      }
    },
    compare(column, operator, cast, value) {
      parts.push(`${column} ${operator} ${add(value)}::${cast}`);
    },
    isNull(column, wanted) {
      parts.push(`${column} is ${wanted ? '' : 'not '}null`);
    },
    anyHas(columns, text) {
      if (text === undefined) return;
      const wanted = add(text.trim().toLowerCase());
      parts.push(`(${columns.map((column) => `strpos(lower(${column}), ${wanted}) > 0`).join(' or ')})`);
    },
    always(condition) {
      parts.push(condition);
    },
    where: () => `where ${parts.join(' and ')}`,
    page(idColumn, page) {
      if (page.before !== undefined) parts.push(`${idColumn} < ${add(page.before)}::uuid`);
      if (page.after !== undefined) parts.push(`${idColumn} > ${add(page.after)}::uuid`);
      const direction = page.after === undefined ? 'desc' : 'asc';
      return `where ${parts.join(' and ')} order by ${idColumn} ${direction} limit ${add(page.limit + 1)}`;
    },
  };
}
