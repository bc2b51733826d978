import type { JsonObject } from '../../../base/json.ts';
import type { Draft, ObjectType } from '../../../catalogue/catalogue.ts';
import { count, flag, longText, periods, text } from './fields.ts';
import { defaultKeyLength } from './key-rules.ts';

/**
 * An API that keys open. Public pages show no more than its `service_key`; the limits and the moderation that keys
 * take from it bear the names that plans use. No event tells of it.
 */
export const service: ObjectType = {
  name: 'service',
  plural: 'services',
  title: 'service',
  fields: {
    service_key: text('Service key; made when blank', 255, { createOnly: true }),
    name: text('Name', 255, { required: true }),
    description: longText('Description'),
    version: text('Version', 255),
    is_moderated: flag('New keys wait for approval'),
    rate_limit_ceiling: count('Calls per period'),
    rate_limit_exempt: flag('No limit on calls per period'),
    rate_limit_period: text('Period of the limit on calls', 8, { enum: periods, default: 'day' }),
    qps_limit_ceiling: count('Calls per second'),
    qps_limit_exempt: flag('No limit on calls per second'),
  },
  relations: {},
  unique: [{ name: 'service_key', field: 'service_key', keptForever: false }],
  emits: [],
  customFields: false,
  cascades: [],
  complete,
};

function complete({ before, fields, ids }: Draft): JsonObject {
  return before === null && fields.service_key === '' ? { service_key: ids.key(defaultKeyLength) } : {};
}
