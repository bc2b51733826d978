import { msOfUuid, uuidAtMs } from '../../../base/ids.ts';

/** A stretch of time to search, in one direction. */
export interface Stretch {
  from?: Date | undefined;
  to?: Date | undefined;
  /** Only what is older than this id. */
  olderThan?: string | undefined;
  direction: 'rising' | 'falling';
}

/** No id is beyond this. */
export const endMs = Date.parse('2200-01-01T00:00:00.000Z');

/** The ids between which a search looks, neither of them included, in the order of its direction. */
export function boundsOf(stretch: Stretch): [string, string] {
  const { direction, to, olderThan } = stretch;
  // Ids of exactly `to` do not belong to it.
  const end = uuidAtMs(to?.getTime() ?? endMs);
  const latest = olderThan === undefined ? end : nearer(olderThan, end, 'rising');
  return direction === 'falling' ? [latest, searchStart(stretch)] : [searchStart(stretch), latest];
}

/** The last id before a stretch of time: those of exactly `from` belong to it. */
export function searchStart({ from }: Pick<Stretch, 'from'>): string {
  return lastOfMs(uuidAtMs(Math.max((from?.getTime() ?? 1) - 1, 0)));
}

/** Before all ids of a millisecond, and after all of the one before: no attempt has it. */
export function betweenIdsAtMs(ms: number): string {
  return `${uuidAtMs(ms).slice(0, 13)}-0000-0000-000000000000`;
}

/** The last id that a millisecond can have. */
function lastOfMs(id: string): string {
  return `${id.slice(0, 13)}-ffff-ffff-ffffffffffff`;
}

export function movedMs(id: string, byMs: number, direction: Stretch['direction']): number {
  const ms = msOfUuid(id);
  return Math.min(Math.max(direction === 'falling' ? ms - byMs : ms + byMs, 0), endMs);
}

export function nearer(one: string, other: string, direction: Stretch['direction']): string {
  return isOver(one, other, direction) ? other : one;
}

/** Whether `id` is at `end` or beyond. UUIDs of version 7 sort as texts. */
export function isOver(id: string, end: string, direction: Stretch['direction']): boolean {
  return direction === 'falling' ? id <= end : id >= end;
}
