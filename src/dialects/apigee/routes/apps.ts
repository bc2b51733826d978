import type { Json, JsonObject } from '../../../base/json.ts';
import { type ObjectRecord, parentId } from '../../../catalogue/object-record.ts';
import type { Address, MintAnswer, MintRequest } from './address.ts';
import { knownFrom } from './body.ts';
import { invalidInput, noSuch } from './errors.ts';
import { objectAt, objectNamed } from './lookup.ts';
import { flagParameter } from './query.ts';
import { text, times } from './show.ts';
import { approvalActions, statusFrom, statusMeant } from './status-action.ts';

const type = 'app';
const maxListed = 10_000;

/** The apps of developers and of companies, and of all of them. */
export const appAddresses: readonly Address[] = [
  { path: '/apps', verbs: { GET: listAll } },
  { path: '/apps/:appId', verbs: { GET: getById } },
  ...(['developer', 'company'] as const).flatMap((owner): Address[] => {
    const path = owner === 'developer' ? '/developers/:owner/apps' : '/companies/:owner/apps';
    return [
      { path, verbs: { GET: (request) => list(request, owner), POST: (request) => create(request, owner) } },
      {
        path: `${path}/:app`,
        verbs: {
          GET: (request) => get(request, owner),
          PUT: (request) => update(request, owner),
          POST: (request) => update(request, owner),
          DELETE: (request) => remove(request, owner),
        },
      },
    ];
  }),
];

type Owner = 'developer' | 'company';

const properties = {
  kept: ['name', 'callbackUrl', 'status', 'consumerKey', 'attributes'],
  passed: [
    'apiProducts',
    'appId',
    'accessType',
    'appFamily',
    'credentials',
    'companyName',
    'developerId',
    'keyExpiresIn',
    'scopes',
    'createdAt',
    'createdBy',
    'lastModifiedAt',
    'lastModifiedBy',
  ],
};

async function listAll(request: MintRequest): Promise<MintAnswer> {
  const { services, context, query } = request;
  const { objects } = await services.objects.list(context, { type, limit: maxListed, offset: 0 });
  const apps = objects.map(({ object }) => object);
  const body = flagParameter(query, 'expand', false)
    ? { app: await shownAll(request, apps) }
    : apps.map(({ id }) => id);
  return { status: 200, body };
}

async function getById(request: MintRequest): Promise<MintAnswer> {
  return answer(request, 200, await objectAt(request, type, request.params.appId));
}

async function list(request: MintRequest, owner: Owner): Promise<MintAnswer> {
  const apps = await appsOf(request, owner);
  const body = flagParameter(request.query, 'expand', false)
    ? { app: await shownAll(request, apps) }
    : apps.map(({ fields }) => text(fields.name));
  return { status: 200, body };
}

async function create(request: MintRequest, owner: Owner): Promise<MintAnswer> {
  const { services, context, params } = request;
  const holder = await objectNamed(request, owner, params.owner);
  const { body, fields } = knownFrom(request.body, type, properties);
  const apiProducts = await productIds(request, body.apiProducts);
  const links = { [owner]: [holder.id], apiProducts };
  const { object } = await services.objects.create(context, { type, fields, links });
  return answer(request, 201, object);
}

async function get(request: MintRequest, owner: Owner): Promise<MintAnswer> {
  return answer(request, 200, await appOf(request, owner));
}

async function update(request: MintRequest, owner: Owner): Promise<MintAnswer> {
  const { services, context, query } = request;
  const { id } = await appOf(request, owner);
  const status = statusFrom(query, approvalActions);
  if (status !== null) {
    await services.objects.update(context, { type, id, fields: { status } });
    return { status: 204 };
  }
  const { body, fields } = knownFrom(request.body, type, properties);
  // In a body too the reference has `approve` and `revoke`.
  const approval = statusMeant(text(fields.status), approvalActions);
  const input = { ...fields, ...(approval !== null && { status: approval }) };
  const links =
    body.apiProducts === undefined ? {} : { apiProducts: await productIds(request, body.apiProducts) };
  const { object } = await services.objects.update(context, { type, id, fields: input, links });
  return answer(request, 200, object);
}

async function remove(request: MintRequest, owner: Owner): Promise<MintAnswer> {
  const app = await appOf(request, owner);
  const [body] = await shownAll(request, [app]);
  await request.services.objects.remove(request.context, { type, id: app.id });
  return { status: 200, body: body! };
}

async function appsOf(request: MintRequest, owner: Owner): Promise<ObjectRecord[]> {
  const { services, context, params } = request;
  const holder = await objectNamed(request, owner, params.owner);
  const input = { parentIds: [holder.id], type, relation: owner, limit: maxListed };
  const found = await services.objects.childrenOf(context, input);
  return (found.get(holder.id) ?? []).map(({ object }) => object);
}

async function appOf(request: MintRequest, owner: Owner): Promise<ObjectRecord> {
  const { app: name = '' } = request.params;
  const found = (await appsOf(request, owner)).find(({ id, fields }) => fields.name === name || id === name);
  if (found === undefined) throw noSuch('App', name);
  return found;
}

/** The ids of products that are named. */
async function productIds(request: MintRequest, names: Json | undefined): Promise<string[]> {
  if (names === undefined) return [];
  if (!Array.isArray(names) || names.length > 100) {
    const message = 'must be a list of at most 100 names of API products';
    throw invalidInput('The app is not valid.', [{ field: 'apiProducts', message }]);
  }
  const ids: string[] = [];
  for (const name of names) ids.push((await objectNamed(request, 'api_product', text(name))).id);
  return ids;
}

async function answer(request: MintRequest, status: number, app: ObjectRecord): Promise<MintAnswer> {
  const [body] = await shownAll(request, [app]);
  return { status, body: body! };
}

async function shownAll(request: MintRequest, apps: readonly ObjectRecord[]): Promise<JsonObject[]> {
  const products = await request.services.objects.parentsOf(request.context, {
    childIds: apps.map(({ id }) => id),
    relation: 'apiProducts',
  });
  return apps.map((app) => shown(app, products.get(app.id) ?? []));
}

function shown(app: ObjectRecord, products: readonly ObjectRecord[]): JsonObject {
  const { consumerKey, ...fields } = app.fields;
  const developerId = parentId(app, 'developer');
  return {
    appId: app.id,
    ...fields,
    ...(developerId !== undefined && { developerId }),
    credentials: [
      {
        apiProducts: products.map((product) => ({
          apiproduct: text(product.fields.name),
          status: 'approved',
        })),
        consumerKey: text(consumerKey),
        status: 'approved',
      },
    ],
    ...times(app),
  };
}
