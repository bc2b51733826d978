import type { JsonObject } from '../../../base/json.ts';
import type { ObjectRecord } from '../../../catalogue/object-record.ts';
import type { Filter } from '../../../store/queries/objects/filter.ts';
import { apiProduct } from '../catalogue/api-product.ts';
import type { Address, MintAnswer, MintRequest } from './address.ts';
import { knownFrom } from './body.ts';
import { invalidInput } from './errors.ts';
import { listed } from './listing.ts';
import { objectNamed } from './lookup.ts';
import { flagParameter, pageFrom, parameter } from './query.ts';
import { mintProduct, text, times } from './show.ts';

const type = 'api_product';

/** `/v1/organizations/{org}/apiproducts`. */
export const apiProductAddresses: readonly Address[] = [
  { path: '/apiproducts', verbs: { GET: list, POST: create } },
  { path: '/apiproducts/:product', verbs: { GET: get, PUT: update, POST: update, DELETE: remove } },
];

/** `/v1/mint/organizations/{org}/products`: the same, as monetization shows them. */
export const mintProductAddresses: readonly Address[] = [
  { path: '/products', verbs: { GET: mintList } },
  { path: '/products/:product', verbs: { GET: mintGet } },
];

const properties = {
  kept: Object.keys(apiProduct.fields),
  passed: [
    'createdAt',
    'createdBy',
    'lastModifiedAt',
    'lastModifiedBy',
    'quota',
    'quotaInterval',
    'quotaTimeUnit',
  ],
};

async function list(request: MintRequest): Promise<MintAnswer> {
  const products = await listed(request, {
    type,
    filters: attributeFilters(request.query),
    startingAt: (key) => objectNamed(request, type, key),
    begins: 'with',
  });
  const body = flagParameter(request.query, 'expand', false)
    ? { apiProduct: products.map(shown) }
    : products.map(({ fields }) => text(fields.name));
  return { status: 200, body };
}

/** `?attributename=…&attributevalue=…`: those that have the attribute, with that value where one is given. */
function attributeFilters(query: MintRequest['query']): Filter[] {
  const name = parameter(query, 'attributename');
  const value = parameter(query, 'attributevalue');
  if (name === undefined && value === undefined) return [];
  if (name === undefined) {
    const problem = { field: 'attributename', message: 'is required with attributevalue' };
    throw invalidInput('The request is not valid.', [problem]);
  }
  const attribute = { name, ...(value !== undefined && { value }) };
  return [{ field: 'attributes', comparison: 'equals', value: [attribute] }];
}

async function create({ services, context, body }: MintRequest): Promise<MintAnswer> {
  const { fields } = knownFrom(body, 'product', properties);
  const { object } = await services.objects.create(context, { type, fields, links: {} });
  return { status: 201, body: shown(object) };
}

async function get(request: MintRequest): Promise<MintAnswer> {
  return { status: 200, body: shown(await objectNamed(request, type, request.params.product)) };
}

async function update(request: MintRequest): Promise<MintAnswer> {
  const { services, context, params, body } = request;
  const { id } = await objectNamed(request, type, params.product);
  const { fields } = knownFrom(body, 'product', properties);
  const { object } = await services.objects.update(context, { type, id, fields });
  return { status: 200, body: shown(object) };
}

async function remove(request: MintRequest): Promise<MintAnswer> {
  const { services, context, params } = request;
  const { id } = await objectNamed(request, type, params.product);
  const { object } = await services.objects.remove(context, { type, id });
  return { status: 200, body: shown(object) };
}

async function mintList({ services, context, query }: MintRequest): Promise<MintAnswer> {
  // Only those that are in a package, where that is asked for.
  const inPackage = {
    relation: { childType: 'monetization_package', relation: 'products' },
    field: 'packageId',
    comparison: 'differs' as const,
    value: '',
  };
  const { objects, total } = await services.objects.list(context, {
    type,
    ...(flagParameter(query, 'monetized', false) && { filter: inPackage }),
    ...pageFrom(query),
  });
  const product = objects.map(({ object }) => mintProduct(object, context.organization.key));
  return { status: 200, body: { product, totalRecords: total } };
}

async function mintGet(request: MintRequest): Promise<MintAnswer> {
  const product = await objectNamed(request, type, request.params.product);
  return { status: 200, body: mintProduct(product, request.context.organization.key) };
}

function shown(product: ObjectRecord): JsonObject {
  return { ...product.fields, ...times(product) };
}
