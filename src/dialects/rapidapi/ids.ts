import { isUuid } from '../../base/ids.ts';
import type { ObjectRecord } from '../../catalogue/object-record.ts';

/** Types whose outward id is a word and the UUID: `api_0198…`. */
const prefixes: Readonly<Record<string, string>> = {
  api: 'api_',
  api_version: 'apiversion_',
  api_endpoint: 'apiendpoint_',
  target_group: 'targetgroup_',
  billing_plan: 'billingplan_',
  billing_plan_version: 'billingplanversion_',
};

/**
 * Types whose outward id is their whole number. Users, teams and organizations share one space of numbers, as all
 * objects do: a number names one of them at most.
 */
const numbered: ReadonlySet<string> = new Set([
  'user',
  'team',
  'organization',
  'team_user',
  'app',
  'subscription',
  'announcement',
  'discussion',
  'discussion_comment',
  'message_thread',
  'message',
  'role',
  'entity_role',
  'plan_developer',
  'project_allowed_api',
]);

/** Of those, the ones that the vendor writes as text: `"5713300"`. */
const writtenAsText: ReadonlySet<string> = new Set([
  'user',
  'team',
  'organization',
  'message_thread',
  'message',
]);

/** The id of an object as the hub's API and events show it. */
export function outwardId(
  object: Pick<ObjectRecord, 'type' | 'id'> & { number: number | null },
): string | number {
  if (!numbered.has(object.type) || object.number === null)
    return `${prefixes[object.type] ?? ''}${object.id}`;
  return writtenAsText.has(object.type) ? String(object.number) : object.number;
}

/** What an outward id names: a UUID or a whole number; null when it can be no id of that type. */
export function inwardId(type: string, outward: string | number): { id: string } | { number: number } | null {
  if (numbered.has(type)) {
    const number =
      typeof outward === 'number' ? outward : /^\d{1,15}$/.test(outward) ? Number(outward) : Number.NaN;
    return Number.isSafeInteger(number) ? { number } : null;
  }
  const prefix = prefixes[type] ?? '';
  const text = String(outward);
  const id = text.startsWith(prefix) ? text.slice(prefix.length).toLowerCase() : '';
  return isUuid(id) ? { id } : null;
}
