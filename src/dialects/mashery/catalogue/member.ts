import type { ObjectType } from '../../../catalogue/catalogue.ts';
import { text } from './fields.ts';

/**
 * A developer, also called a user: fields of the V2 page on members. Much of what V2 ignores on an update can be
 * changed through V3, so it is not create-only here but in `v2-create-only.ts`.
 */
export const member: ObjectType = {
  name: 'member',
  plural: 'members',
  title: 'member',
  fields: {
    username: text('Username', 255, { required: true, createOnly: true }),
    email: text('E-mail address', 255, { required: true, format: 'email' }),
    display_name: text('Public name', 255, { required: true }),
    uri: text('Website', 255),
    blog: text('Blog', 255),
    im: text('Instant messenger handle', 255),
    // A closed list at the vendor's, but the list is in no public page.
    imsvc: text('Instant messenger service', 64),
    phone: text('Telephone', 255),
    company: text('Company', 255),
    address1: text('Address, first line', 255),
    address2: text('Address, second line', 255),
    locality: text('City', 255),
    region: text('State or province', 50),
    postal_code: text('Postal code', 64),
    country_code: text('Country code', 8),
    first_name: text('First name', 255),
    last_name: text('Last name', 255),
    registration_ipaddr: text('IPv4 address of registration', 15, { format: 'ipv4' }),
    area_status: text('Status', 16, {
      enum: ['waiting', 'active', 'disabled'],
      default: 'waiting',
      noReturnTo: ['waiting'],
    }),
    external_id: text('Id in your own systems', 255),
    passwd_new: text('Initial password', 32, { writeOnly: true }),
  },
  relations: {
    roles: {
      to: 'role',
      cardinality: 'many',
      required: false,
      createOnly: false,
      whenParentGoes: 'unlink',
      nested: false,
    },
  },
  // The vendor never frees a username. It is unique among all its customers there, in the organization here.
  unique: [{ name: 'username', field: 'username', keptForever: true }],
  emits: ['created', 'updated', 'deleted'],
  customFields: true,
  cascades: [
    {
      field: 'area_status',
      becomes: 'disabled',
      childType: 'key',
      relation: 'member',
      set: { status: 'disabled' },
    },
    {
      field: 'area_status',
      becomes: 'disabled',
      childType: 'package_key',
      relation: 'member',
      set: { status: 'disabled' },
    },
  ],
};
