import type { ObjectType } from '../../../catalogue/catalogue.ts';
import { count, flag, longText, periods, text } from './fields.ts';

/** What a package key opens, and how much of it: fields of the V3 page on plans. No event tells of it. */
export const plan: ObjectType = {
  name: 'plan',
  plural: 'plans',
  title: 'plan',
  fields: {
    name: text('Name', 255, { required: true }),
    description: longText('Description'),
    notes: longText('Notes'),
    status: text('Status', 16, { enum: ['active', 'inactive'], default: 'active' }),
    is_public: flag('Members may get keys by themselves'),
    is_moderated: flag('New keys wait for approval'),
    package_key_max: count('Keys that one member may have; 0 for any number'),
    package_key_moderation_threshold: count('Keys that one member gets without approval'),
    rate_limit_ceiling: count('Calls per period'),
    rate_limit_exempt: flag('No limit on calls per period'),
    rate_limit_period: text('Period of the limit on calls', 8, { enum: periods, default: 'day' }),
    rate_limit_key_override_allowed: flag('A key may have another limit on calls per period'),
    qps_limit_ceiling: count('Calls per second'),
    qps_limit_exempt: flag('No limit on calls per second'),
    qps_limit_key_override_allowed: flag('A key may have another limit on calls per second'),
    response_filter_override_allowed: flag('A key may have other response filters'),
    priority: { type: 'integer', title: 'Priority' },
    // Known to V3 only.
    admin_key_provisioning_enabled: flag('Administrators may give keys', { default: true }),
    email_template_set_id: text('E-mail templates for members', 255),
    admin_email_template_set_id: text('E-mail templates for administrators', 255),
    eav: { type: 'object', title: 'Values of your own' },
  },
  relations: {
    package: {
      to: 'package',
      cardinality: 'one',
      required: true,
      createOnly: true,
      whenParentGoes: 'remove',
      nested: false,
    },
    services: {
      to: 'service',
      cardinality: 'many',
      required: false,
      createOnly: false,
      whenParentGoes: 'unlink',
      nested: false,
    },
  },
  unique: [],
  emits: [],
  customFields: false,
  cascades: [],
};
