/** The last eight: UUIDs v7 begin with the time, so that neighbours share their first half. */
export function shortId(id: string): string {
  return id.length <= 12 ? id : `…${id.slice(-8)}`;
}
