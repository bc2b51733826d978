import type { Problem } from '../../../base/errors.ts';
import type { Draft, ObjectType, Relation } from '../../../catalogue/catalogue.ts';
import { attributes, text } from './fields.ts';

const owner = { cardinality: 'one', required: false, createOnly: true, nested: true } as const;
const products: Relation = {
  to: 'api_product',
  cardinality: 'many',
  required: false,
  createOnly: false,
  whenParentGoes: 'unlink',
  nested: false,
};

/**
 * What calls the APIs: fields of the vendor's app entity. It has one key. Bellwire gives nobody access to an API, so
 * it keeps no consumer secret; the consumer key is how a gateway names the app when it reports usage.
 */
export const app: ObjectType = {
  name: 'app',
  plural: 'apps',
  title: 'app',
  fields: {
    name: text('Name', 255, { required: true, createOnly: true }),
    callbackUrl: text('Callback URL', 2048),
    status: text('Status', 16, { enum: ['approved', 'revoked', 'pending'], default: 'approved' }),
    consumerKey: text('Consumer key; made when blank', 255, { createOnly: true }),
    attributes,
  },
  relations: {
    developer: { to: 'developer', ...owner, whenParentGoes: 'remove' },
    company: { to: 'company', ...owner, whenParentGoes: 'remove' },
    apiProducts: products,
  },
  unique: [
    { name: 'name-of-developer', field: 'name', within: 'developer', keptForever: false },
    { name: 'name-of-company', field: 'name', within: 'company', keptForever: false },
    { name: 'consumerKey', field: 'consumerKey', keptForever: false },
  ],
  emits: ['created', 'updated', 'deleted'],
  customFields: false,
  cascades: [],
  complete: ({ fields, ids }) => (fields.consumerKey === '' ? { consumerKey: ids.key(32) } : {}),
  check,
};

function check({ related }: Draft): Problem[] {
  const owners = [related.developer, related.company].filter((one) => one !== undefined).length;
  return owners === 1 ? [] : [{ field: 'developer', message: 'or a company, one of the two, is required' }];
}
