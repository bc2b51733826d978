import type { Ids } from '../../../base/ids.ts';

/** The value of a new app key in the vendor's form: 50 characters, `…msh…p…jsn…` between hexadecimal digits. */
export function newKeyValue(ids: Pick<Ids, 'bytes'>): string {
  const hex = ids.bytes(22).toString('hex');
  return `${hex.slice(0, 10)}msh${hex.slice(10, 25)}p${hex.slice(25, 31)}jsn${hex.slice(31, 43)}`;
}
