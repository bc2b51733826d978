import type { Problem } from '../../../base/errors.ts';
import type { JsonObject } from '../../../base/json.ts';
import type { Draft, ObjectType } from '../../../catalogue/catalogue.ts';
import { parentId } from '../../../catalogue/object-record.ts';
import { count, flag, keyStatuses, text } from './fields.ts';
import { defaultKeyLength, statusOfNewKey } from './key-rules.ts';
import { limitOverrides } from './limit-fields.ts';

/** A key of a service, as they were before packages: fields of the V2 page on keys. V3 does not know them. */
export const key: ObjectType = {
  name: 'key',
  plural: 'keys',
  title: 'key',
  fields: {
    apikey: text('API key; made when blank', 255),
    secret: text('Shared secret', 255),
    status: text('Status; by the moderation of its service when blank', 16, {
      enum: keyStatuses,
      noReturnTo: ['waiting'],
    }),
    ...limitOverrides,
    required_referer: text('Required referer', 255),
    oauth_rate_limit_ceiling: count('OAuth calls per period; 0 for no override'),
    oauth_rate_limit_exempt: flag('No limit on OAuth calls per period'),
    oauth_qps_limit_ceiling: count('OAuth calls per second; 0 for no override'),
    oauth_qps_limit_exempt: flag('No limit on OAuth calls per second'),
  },
  relations: {
    // Removed with the application or the member, whichever goes; refused while a service still has keys.
    application: {
      to: 'application',
      cardinality: 'one',
      required: false,
      createOnly: false,
      whenParentGoes: 'remove',
      nested: true,
    },
    member: {
      to: 'member',
      cardinality: 'one',
      required: false,
      createOnly: false,
      through: 'application',
      whenParentGoes: 'remove',
      nested: true,
    },
    // Its `service_key` and the limits come from it, so an event has to carry it, although none prints it whole.
    service: {
      to: 'service',
      cardinality: 'one',
      required: true,
      createOnly: true,
      whenParentGoes: 'refuse',
      nested: true,
    },
  },
  // The same key may open several services.
  unique: [{ name: 'apikey', field: 'apikey', within: 'service', keptForever: false }],
  emits: ['created', 'updated', 'deleted'],
  customFields: false,
  cascades: [],
  complete,
  check,
};

function complete({ before, fields, related, ids }: Draft): JsonObject {
  const filled: JsonObject = {};
  if (fields.apikey === '') filled.apikey = before?.fields.apikey ?? ids.key(defaultKeyLength);
  if (fields.status === '') {
    const moderated = related.service?.fields.is_moderated === true;
    filled.status = before?.fields.status ?? statusOfNewKey(related.member, moderated);
  }
  return filled;
}

function check({ before, related }: Draft): Problem[] {
  if (related.member === undefined)
    return [{ field: 'member', message: 'is required, unless an application is given' }];
  const owner = related.application && parentId(related.application, 'member');
  if (owner !== undefined && owner !== related.member.id)
    return [{ field: 'application', message: 'belongs to another member' }];
  const ownerBefore = before && parentId(before, 'member');
  if (ownerBefore && ownerBefore !== related.member.id)
    return [{ field: 'member', message: 'cannot be changed: a key stays with its member' }];
  return [];
}
