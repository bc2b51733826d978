import type { ObjectType } from '../../../catalogue/catalogue.ts';
import { activity, attributes, text } from './fields.ts';

/** A group of developers that can hold apps and accept rate plans: fields of the vendor's company entity. */
export const company: ObjectType = {
  name: 'company',
  plural: 'companies',
  title: 'company',
  fields: {
    name: text('Name', 255, { required: true, createOnly: true }),
    displayName: text('Name to show', 255),
    status: activity,
    attributes,
  },
  relations: {},
  unique: [{ name: 'name', field: 'name', keptForever: false }],
  emits: ['created', 'updated', 'deleted'],
  customFields: false,
  cascades: [],
};

const parent = { cardinality: 'one', required: true, createOnly: true, nested: true } as const;

/** A developer's place in a company. */
export const companyDeveloper: ObjectType = {
  name: 'company_developer',
  plural: 'company_developers',
  title: 'developer of a company',
  fields: {
    role: text('Role, in words of your own', 255),
    developerId: text('The developer', 36, { required: true, createOnly: true }),
  },
  relations: {
    company: { to: 'company', ...parent, whenParentGoes: 'remove' },
    developer: { to: 'developer', ...parent, whenParentGoes: 'remove' },
  },
  unique: [{ name: 'developer', field: 'developerId', within: 'company', keptForever: false }],
  emits: ['created', 'updated', 'deleted'],
  customFields: false,
  cascades: [],
};
