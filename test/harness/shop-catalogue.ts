import type { Catalogue, ObjectType, Relation } from '../../src/catalogue/catalogue.ts';

const parent: Relation = {
  to: 'customer',
  cardinality: 'one',
  required: true,
  createOnly: true,
  whenParentGoes: 'remove',
  nested: true,
};
const all = ['created', 'updated', 'deleted'] as const;
const bare = { relations: {}, unique: [], emits: [], customFields: false, cascades: [] } as const;

/** Wants everything of a field: defaults, a list of its own values, a value it cannot go back to. */
const customer: ObjectType = {
  ...bare,
  name: 'customer',
  plural: 'customers',
  title: 'customer',
  fields: {
    login: { type: 'string', title: 'Login', maxLength: 40, required: true, createOnly: true },
    name: { type: 'string', title: 'Name', maxLength: 40, required: true },
    email: { type: 'string', title: 'E-mail', format: 'email' },
    pin: { type: 'string', title: 'Pin', maxLength: 4, writeOnly: true },
    score: { type: 'integer', title: 'Score', readOnly: true, default: 7 },
    limit: { type: 'integer', title: 'Limit', minimum: 0, default: 5 },
    vip: { type: 'boolean', title: 'Very important' },
    state: {
      type: 'string',
      title: 'State',
      enum: ['new', 'open', 'closed'],
      default: 'new',
      noReturnTo: ['new'],
    },
  },
  relations: {
    groups: {
      to: 'group',
      cardinality: 'many',
      required: false,
      createOnly: false,
      whenParentGoes: 'unlink',
      nested: false,
    },
  },
  unique: [{ name: 'login', field: 'login', keptForever: true }],
  emits: all,
  customFields: true,
  cascades: [
    {
      field: 'state',
      becomes: 'closed',
      childType: 'parcel',
      relation: 'customer',
      set: { state: 'stopped' },
    },
  ],
};

const order: ObjectType = {
  ...bare,
  name: 'order',
  plural: 'orders',
  title: 'order',
  fields: { title: { type: 'string', title: 'Title' } },
  relations: { customer: parent },
  emits: all,
};

/** Hangs on an order, belongs to that order's customer, and lies in a depot. An order has room for three. */
const parcel: ObjectType = {
  ...bare,
  name: 'parcel',
  plural: 'parcels',
  title: 'parcel',
  fields: {
    code: { type: 'string', title: 'Code; made when blank', maxLength: 40, createOnly: true },
    state: { type: 'string', title: 'State', enum: ['moving', 'stopped'], default: 'moving' },
    weight: { type: 'integer', title: 'Weight' },
  },
  relations: {
    order: { ...parent, to: 'order' },
    customer: { ...parent, required: false, through: 'order' },
    depot: { ...parent, to: 'depot', createOnly: false, whenParentGoes: 'refuse' },
  },
  unique: [{ name: 'code', field: 'code', within: 'depot', keptForever: false }],
  emits: all,
  siblingsOn: () => 'order',
  complete: ({ fields, ids }) => (fields.code === '' ? { code: ids.key(12) } : {}),
  check: ({ before, siblings }) =>
    before === null && siblings.length >= 3
      ? [{ field: 'order', message: 'has room for three parcels' }]
      : [],
};

const depot: ObjectType = {
  ...bare,
  name: 'depot',
  plural: 'depots',
  title: 'depot',
  fields: { name: { type: 'string', title: 'Name' } },
};

const group: ObjectType = { ...depot, name: 'group', plural: 'groups', title: 'group' };

/** A made-up dialect with every feature of a catalogue. */
export const shopCatalogue: Catalogue = {
  dialect: 'shop',
  types: { customer, order, parcel, depot, group },
  firstObjects: [],
};
