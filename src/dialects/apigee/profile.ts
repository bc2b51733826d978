import type { ObjectRecord } from '../../catalogue/object-record.ts';
import type { Context } from '../../objects/context.ts';
import type { DialectServices } from '../dialect.ts';

/** The profile of the organization: each has one from its beginning. */
export async function profileOf(
  { objects }: Pick<DialectServices, 'objects'>,
  context: Context,
): Promise<ObjectRecord> {
  const found = await objects.list(context, { type: 'organization_profile', limit: 1, offset: 0 });
  const profile = found.objects[0]?.object;
  if (profile === undefined) throw new Error('The organization has no profile');
  return profile;
}

/** Its time zone: days of plans begin and end at this zone's midnight. */
export async function timeZoneOf(
  services: Pick<DialectServices, 'objects'>,
  context: Context,
): Promise<string> {
  return String((await profileOf(services, context)).fields.timezone);
}
