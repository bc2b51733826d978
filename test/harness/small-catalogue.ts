import type { Catalogue, ObjectType } from '../../src/catalogue/catalogue.ts';

const bare = { unique: [], emits: [], cascades: [], relations: {} } as const;

const member: ObjectType = {
  ...bare,
  name: 'member',
  plural: 'members',
  title: 'member',
  fields: { username: { type: 'string', title: 'Username' } },
  customFields: true,
};

const application: ObjectType = {
  ...bare,
  name: 'application',
  plural: 'applications',
  title: 'application',
  fields: { title: { type: 'string', title: 'Title' } },
  relations: {
    owner: {
      to: 'member',
      cardinality: 'one',
      required: true,
      createOnly: true,
      whenParentGoes: 'remove',
      nested: true,
    },
  },
  customFields: false,
};

/** Two types of a made-up dialect: enough for tests that are not about any real one. */
export const smallCatalogue: Catalogue = {
  dialect: 'small',
  types: { member, application },
  firstObjects: [],
};
