import { isJsonObject, type Json, type JsonObject } from '../../../base/json.ts';
import type { ObjectRecord } from '../../../catalogue/object-record.ts';
import type { Address, MintAnswer, MintRequest } from './address.ts';
import { idOf, knownFrom } from './body.ts';
import { invalidInput } from './errors.ts';
import { objectNamed } from './lookup.ts';
import { pageFrom } from './query.ts';
import { mintPackage } from './show.ts';

const type = 'monetization_package';

/** Packages, also called product bundles, and the products in them. */
export const packageAddresses: readonly Address[] = [
  { path: '/monetization-packages', verbs: { GET: list, POST: create } },
  { path: '/monetization-packages/:package', verbs: { GET: get, DELETE: remove } },
  {
    path: '/monetization-packages/:package/products/:product',
    verbs: { POST: addProduct, DELETE: removeProduct },
  },
];

const properties = {
  kept: ['name', 'displayName', 'description', 'status'],
  passed: ['id', 'organization', 'product'],
};

async function list(request: MintRequest): Promise<MintAnswer> {
  const { services, context, query } = request;
  const { objects, total } = await services.objects.list(context, { type, ...pageFrom(query) });
  const packages = objects.map(({ object }) => object);
  return {
    status: 200,
    body: { monetizationPackage: await packagesShown(request, packages), totalRecords: total },
  };
}

async function create(request: MintRequest): Promise<MintAnswer> {
  const { services, context } = request;
  const { body, fields } = knownFrom(request.body, 'package', properties);
  const products = await productIds(request, body.product);
  // Bring your own id to keep what scripts know the package by.
  const packageId = typeof body.id === 'string' ? body.id : '';
  const { object } = await services.objects.create(context, {
    type,
    fields: { ...fields, packageId },
    links: { products },
  });
  return answer(request, 201, object);
}

async function get(request: MintRequest): Promise<MintAnswer> {
  return answer(request, 200, await objectNamed(request, type, request.params.package));
}

async function remove(request: MintRequest): Promise<MintAnswer> {
  const { id } = await objectNamed(request, type, request.params.package);
  await request.services.objects.remove(request.context, { type, id });
  return { status: 204 };
}

async function addProduct(request: MintRequest): Promise<MintAnswer> {
  return answer(request, 200, await relinked(request, (products, id) => [...new Set([...products, id])]));
}

async function removeProduct(request: MintRequest): Promise<MintAnswer> {
  await relinked(request, (products, id) => products.filter((each) => each !== id));
  return { status: 204 };
}

/**
 * The package that the path names, with other products. The list is worked out anew when another request has changed it
 * in between, so that of several products added at once none is lost.
 */
async function relinked(
  request: MintRequest,
  change: (products: readonly string[], id: string) => string[],
): Promise<ObjectRecord> {
  const { services, context, params } = request;
  const found = await objectNamed(request, type, params.package);
  const product = await objectNamed(request, 'api_product', params.product);
  return services.objects.operate(context, async (steps) => {
    const current = await steps.get(type, found.id);
    const products = change(current.links.products ?? [], product.id);
    return steps.update(current, {}, { products });
  });
}

/** The ids of `[{ "id": "product1" }]`. */
async function productIds(request: MintRequest, listed: Json | undefined): Promise<string[]> {
  if (listed === undefined) return [];
  if (!Array.isArray(listed) || listed.length > 1000) {
    const message = 'must be a list of at most 1000 products, such as [{"id": "product1"}]';
    throw invalidInput('The package is not valid.', [{ field: 'product', message }]);
  }
  const ids: string[] = [];
  for (const [index, entry] of listed.entries()) {
    const name = isJsonObject(entry) ? idOf(entry) : undefined;
    if (name === undefined) {
      const problem = { field: `product.${index}.id`, message: 'is required' };
      throw invalidInput('The package is not valid.', [problem]);
    }
    ids.push((await objectNamed(request, 'api_product', name)).id);
  }
  return ids;
}

async function answer(request: MintRequest, status: number, found: ObjectRecord): Promise<MintAnswer> {
  const [body] = await packagesShown(request, [found]);
  return { status, body: body! };
}

/** Packages, each with its products. */
export async function packagesShown(
  { services, context }: MintRequest,
  packages: readonly ObjectRecord[],
): Promise<JsonObject[]> {
  const childIds = packages.map(({ id }) => id);
  const products = await services.objects.parentsOf(context, { childIds, relation: 'products' });
  return packages.map((each) => mintPackage(each, products.get(each.id) ?? [], context.organization.key));
}
