import { invalid } from '../../base/errors.ts';

/** The entity tag of what has a version. */
export function etagOf({ version }: { version: number }): string {
  return `"${version}"`;
}

/** The version that an If-Match header asks for; undefined where any will do. */
export function versionOf(ifMatch: string | undefined): number | undefined {
  if (ifMatch === undefined || ifMatch.trim() === '*') return undefined;
  const digits = /^\s*"?([1-9][0-9]{0,8})"?\s*$/.exec(ifMatch)?.[1];
  if (digits === undefined) {
    throw invalid('The headers are not valid.', [
      { field: 'if-match', message: 'must be the ETag of an earlier answer, such as "3"' },
    ]);
  }
  return Number(digits);
}
