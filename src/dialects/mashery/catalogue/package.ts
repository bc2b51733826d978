import type { ObjectType } from '../../../catalogue/catalogue.ts';
import { count, flag, longText, periods, text } from './fields.ts';
import { defaultKeyLength } from './key-rules.ts';

/** Plans that are offered together: fields of the V3 page on packages. No event tells of it. */
export const packageType: ObjectType = {
  name: 'package',
  plural: 'packages',
  title: 'package',
  fields: {
    name: text('Name', 255, { required: true }),
    description: longText('Description'),
    notify_developer_period: text('Notify the developer at most once per', 8, { enum: periods }),
    notify_developer_near_quota: flag('Notify the developer near the quota'),
    notify_developer_over_quota: flag('Notify the developer over the quota'),
    notify_developer_over_throttle: flag('Notify the developer over the throttle'),
    notify_admin_period: text('Notify the administrators at most once per', 8, { enum: periods }),
    notify_admin_near_quota: flag('Notify the administrators near the quota'),
    notify_admin_over_quota: flag('Notify the administrators over the quota'),
    notify_admin_over_throttle: flag('Notify the administrators over the throttle'),
    notify_admin_emails: longText('E-mail addresses of the administrators'),
    near_quota_threshold: count('Percentage of the quota that is near it', { maximum: 100 }),
    key_adapter: text('Key adapter', 256),
    // Shorter keys could be guessed; longer ones do not fit the field.
    key_length: count('Characters of a generated key', {
      minimum: 8,
      maximum: 255,
      default: defaultKeyLength,
    }),
    shared_secret_length: count('Characters of a generated secret; 0 for none', { maximum: 255 }),
    // Known to V3 only.
    eav: { type: 'object', title: 'Values of your own' },
  },
  relations: {},
  unique: [],
  emits: [],
  customFields: false,
  cascades: [],
};
