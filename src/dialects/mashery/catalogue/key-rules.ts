import type { ObjectRecord } from '../../../catalogue/object-record.ts';

/** Characters of a generated key where no package says otherwise (the vendor's page on package properties). */
export const defaultKeyLength = 24;

/**
 * The status of a key that came without one. A key of a disabled member starts disabled, as disabling a member
 * disables the keys it has.
 */
export function statusOfNewKey(member: ObjectRecord | undefined, moderated: boolean): string {
  if (member?.fields.area_status === 'disabled') return 'disabled';
  return moderated ? 'waiting' : 'active';
}

/** A number field, or zero where it holds none. */
export function numberIn(object: ObjectRecord | undefined, field: string): number {
  const value = object?.fields[field];
  return typeof value === 'number' ? value : 0;
}
