import { isJsonObject, type Json, type JsonObject } from '../../../base/json.ts';
import type { ObjectRecord } from '../../../catalogue/object-record.ts';
import type { Address, MintAnswer, MintRequest } from './address.ts';
import { appOf } from './apps.ts';
import { knownFrom, objectFrom } from './body.ts';
import { invalidInput, noSuch } from './errors.ts';
import { objectNamed } from './lookup.ts';
import { text } from './show.ts';

/** Finds whose attributes a path names. Throws 404. */
type Find = (request: MintRequest) => Promise<ObjectRecord>;

/** `…/attributes` of what has some: all at once, and one by one. */
export const attributeAddresses: readonly Address[] = [
  ...addressesAt('/developers/:developer', (request) =>
    objectNamed(request, 'developer', request.params.developer),
  ),
  ...addressesAt('/companies/:company', (request) => objectNamed(request, 'company', request.params.company)),
  ...addressesAt('/apiproducts/:product', (request) =>
    objectNamed(request, 'api_product', request.params.product),
  ),
  ...addressesAt('/developers/:owner/apps/:app', (request) => appOf(request, 'developer')),
  ...addressesAt('/companies/:owner/apps/:app', (request) => appOf(request, 'company')),
];

function addressesAt(path: string, find: Find): Address[] {
  return [
    {
      path: `${path}/attributes`,
      verbs: { GET: (request) => list(request, find), POST: (request) => replace(request, find) },
    },
    {
      path: `${path}/attributes/:attribute`,
      verbs: {
        GET: (request) => get(request, find),
        POST: (request) => set(request, find),
        PUT: (request) => set(request, find),
        DELETE: (request) => remove(request, find),
      },
    },
  ];
}

async function list(request: MintRequest, find: Find): Promise<MintAnswer> {
  return { status: 200, body: { attribute: attributesOf(await find(request)) } };
}

/** `{ "attribute": [{ "name": "…", "value": "…" }] }`: what is not in the list goes, as the reference says. */
async function replace(request: MintRequest, find: Find): Promise<MintAnswer> {
  const { attribute } = objectFrom(request.body);
  if (!Array.isArray(attribute)) throw invalid('attribute', 'must be a list of names and values');
  const changed = await changedAt(request, find, () => attribute);
  return { status: 200, body: { attribute: attributesOf(changed) } };
}

async function get(request: MintRequest, find: Find): Promise<MintAnswer> {
  return { status: 200, body: named(request, attributesOf(await find(request))) };
}

/** Changes the value of an attribute, or adds it. */
async function set(request: MintRequest, find: Find): Promise<MintAnswer> {
  const name = request.params.attribute ?? '';
  const { fields } = knownFrom(request.body, 'attribute', { kept: ['name', 'value'], passed: [] });
  if (typeof fields.value !== 'string') throw invalid('value', 'must be text');
  if (fields.name !== undefined && fields.name !== name) throw invalid('name', 'is not that of the address');
  const attribute = { name, value: fields.value };
  await changedAt(request, find, (all) =>
    all.some((each) => nameOf(each) === name)
      ? all.map((each) => (nameOf(each) === name ? attribute : each))
      : [...all, attribute],
  );
  return { status: 200, body: attribute };
}

async function remove(request: MintRequest, find: Find): Promise<MintAnswer> {
  let gone: JsonObject = {};
  await changedAt(request, find, (all) => {
    gone = named(request, all);
    return all.filter((each) => each !== gone);
  });
  return { status: 200, body: gone };
}

/**
 * The object with other attributes. They are worked out anew when another request has changed them in between, so that of
 * several that are set at once none is lost.
 */
async function changedAt(
  request: MintRequest,
  find: Find,
  change: (attributes: readonly Json[]) => Json[],
): Promise<ObjectRecord> {
  const { type, id } = await find(request);
  return request.services.objects.operate(request.context, async (steps) => {
    const current = await steps.get(type, id);
    return steps.update(current, { attributes: change(attributesOf(current)) });
  });
}

/** The attribute that the path names. Throws 404. */
function named({ params }: MintRequest, attributes: readonly Json[]): JsonObject {
  const found = attributes.find((each) => nameOf(each) === params.attribute);
  if (isJsonObject(found)) return found;
  throw noSuch('Attribute', params.attribute ?? '');
}

function attributesOf({ fields }: ObjectRecord): Json[] {
  return Array.isArray(fields.attributes) ? fields.attributes : [];
}

function nameOf(attribute: Json): string {
  return isJsonObject(attribute) ? text(attribute.name) : '';
}

function invalid(field: string, message: string): Error {
  return invalidInput('The attributes are not valid.', [{ field, message }]);
}
