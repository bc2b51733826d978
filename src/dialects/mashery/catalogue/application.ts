import type { ObjectType } from '../../../catalogue/catalogue.ts';
import { flag, longText, text } from './fields.ts';

/** What a member builds: fields of the V2 page on applications, and V3's redirect URI. */
export const application: ObjectType = {
  name: 'application',
  plural: 'applications',
  title: 'application',
  fields: {
    name: text('Name', 127, { required: true }),
    description: longText('Description'),
    // A question of the registration form: closed list at the vendor's, chosen by each customer.
    type: text('Type', 255),
    commercial: flag('Commercial'),
    ads: flag('Shows advertisements'),
    ads_system: text('Advertising system', 64),
    usage_model: text('Usage model', 32),
    tags: text('Tags', 255),
    notes: longText('Notes'),
    how_did_you_hear: text('How did you hear of us', 255),
    preferred_protocol: text('Preferred protocol', 32),
    preferred_output: text('Preferred output', 32),
    external_id: text('Id in your own systems', 255),
    uri: text('Website', 255),
    oauth_redirect_uri: longText('OAuth redirect URI'),
    // `draft` is the only value that any public page shows, so others are not refused.
    status: text('Status', 16, { default: 'draft' }),
    is_packaged: flag('Uses package keys rather than keys of a service', { default: true }),
    developer_group_handle: text('Developer group', 255),
    group_id: { type: 'integer', title: 'Group id' },
  },
  relations: {
    member: {
      to: 'member',
      cardinality: 'one',
      required: true,
      createOnly: true,
      whenParentGoes: 'remove',
      nested: true,
    },
  },
  unique: [],
  emits: ['created', 'updated', 'deleted'],
  customFields: true,
  cascades: [],
};
