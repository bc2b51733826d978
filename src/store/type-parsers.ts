import pg from 'pg';

const int8 = 20;
const int8Array = 1016;

/**
 * How values of PostgreSQL become values of JavaScript, for our connections only: `pg.types` itself is shared
 * by everybody in the process and stays as it is.
 */
export const typeParsers: pg.CustomTypesConfig = {
  getTypeParser(oid: number, format?: 'text' | 'binary') {
    if (format !== 'binary') {
      if (oid === int8) return safeInteger;
      if (oid === int8Array) return safeIntegers;
    }
    return pg.types.getTypeParser(oid, format as 'text');
  },
};

/** An `int8` as a number. One that a number cannot hold exactly is an error, never silently another number. */
export function safeInteger(text: string): number {
  const value = Number(text);
  if (!Number.isSafeInteger(value))
    throw new RangeError(`The database holds ${text}, too large for a number.`);
  return value;
}

function safeIntegers(text: string): (number | null)[] {
  const parse = pg.types.getTypeParser(int8Array as number, 'text') as (text: string) => (string | null)[];
  return parse(text).map((item) => (item === null ? null : safeInteger(item)));
}
