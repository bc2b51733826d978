import { invalidInput } from './errors.ts';

/** One parameter; of several of that name, the last one. */
export function parameter(query: Readonly<Record<string, unknown>>, name: string): string | undefined {
  const value = query[name];
  const last: unknown = Array.isArray(value) ? value.at(-1) : value;
  return typeof last === 'string' ? last : undefined;
}

/** A parameter that is `true` or `false`. */
export function flagParameter(
  query: Readonly<Record<string, unknown>>,
  name: string,
  otherwise: boolean,
): boolean {
  const text = parameter(query, name)?.toLowerCase() ?? String(otherwise);
  if (text === 'true' || text === 'false') return text === 'true';
  throw invalidInput('The request is not valid.', [{ field: name, message: 'must be true or false' }]);
}

const maxSize = 1000;
/** What `all=true` answers at most: more is beyond what one answer should hold. */
const maxAll = 10_000;

/** Which part of a list is asked for: `all` (false), `size` (20) and `page` (1), as the vendor's reference has them. */
export function pageFrom(query: Readonly<Record<string, unknown>>): { limit: number; offset: number } {
  if (flagParameter(query, 'all', false)) return { limit: maxAll, offset: 0 };
  const size = countParameter(query, 'size', 20, maxSize);
  const page = countParameter(query, 'page', 1, 1_000_000);
  return { limit: size, offset: (page - 1) * size };
}

/** A parameter that is a whole number from 1 on. */
export function countParameter(
  query: Readonly<Record<string, unknown>>,
  name: string,
  otherwise: number,
  maximum: number,
): number {
  const text = parameter(query, name);
  if (text === undefined) return otherwise;
  const number = /^[0-9]{1,9}$/.test(text) ? Number(text) : 0;
  if (number >= 1 && number <= maximum) return number;
  const message = `must be a whole number from 1 to ${maximum}`;
  throw invalidInput('The request is not valid.', [{ field: name, message }]);
}
