import type { Json, JsonObject } from '../../../base/json.ts';
import { type ObjectRecord, parentId } from '../../../catalogue/object-record.ts';
import type { Filter } from '../../../store/queries/objects/filter.ts';
import type { Address, MintAnswer, MintRequest } from './address.ts';
import { knownFrom } from './body.ts';
import { invalidInput, noSuch } from './errors.ts';
import { listed, wordParameter } from './listing.ts';
import { objectAt, objectNamed } from './lookup.ts';
import { flagParameter } from './query.ts';
import { text, times } from './show.ts';
import { approvalActions, statusFrom, statusMeant } from './status-action.ts';

const type = 'app';

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
  const { query } = request;
  refuseFilters(query);
  const apps = await listed(request, {
    type,
    filters: [...statusFilters(query), ...ownerFilters(query)],
    startingAt: (id) => objectAt(request, type, id),
    begins: 'with',
  });
  const body = flagParameter(query, 'expand', false)
    ? { app: await shownAll(request, apps) }
    : apps.map(({ id }) => id);
  return { status: 200, body };
}

/** By what is not kept nobody can choose, and a whole list would be taken for a part. */
function refuseFilters(query: MintRequest['query']): void {
  const problems = ['appfamily', 'keyStatus']
    .filter((name) => query[name] !== undefined)
    .map((field) => ({ field, message: 'cannot be looked for, since it is not kept' }));
  if (problems.length > 0) throw invalidInput('The request is not valid.', problems);
}

function statusFilters(query: MintRequest['query']): Filter[] {
  const status = wordParameter(query, 'status', ['approved', 'revoked', 'pending']);
  return status === undefined ? [] : [{ field: 'status', comparison: 'equals', value: status }];
}

/** Those that hang on such an owner: on one that has a name. */
function ownerFilters(query: MintRequest['query']): Filter[] {
  const owner = wordParameter(query, 'apptype', ['developer', 'company']);
  if (owner === undefined) return [];
  const field = owner === 'developer' ? 'email' : 'name';
  return [{ relation: owner, field, comparison: 'differs', value: '' }];
}

async function getById(request: MintRequest): Promise<MintAnswer> {
  return answer(request, 200, await objectAt(request, type, request.params.appId));
}

async function list(request: MintRequest, owner: Owner): Promise<MintAnswer> {
  refuseFilters(request.query);
  const holder = await objectNamed(request, owner, request.params.owner);
  const apps = await listed(request, {
    type,
    under: { relation: owner, parentId: holder.id },
    startingAt: (name) => appNamed(request, owner, holder, name),
    begins: 'with',
  });
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

/** The app that the path names. Throws 404. */
export async function appOf(request: MintRequest, owner: Owner): Promise<ObjectRecord> {
  const holder = await objectNamed(request, owner, request.params.owner);
  return appNamed(request, owner, holder, request.params.app ?? '');
}

/** The app of that name or id that hangs on this developer or company. Throws 404. */
async function appNamed(
  { services, context }: MintRequest,
  owner: Owner,
  { id: parentId }: ObjectRecord,
  name: string,
): Promise<ObjectRecord> {
  const { objects } = await services.objects.list(context, {
    type,
    under: { relation: owner, parentId },
    filter: {
      any: [
        { field: 'name', comparison: 'equals', value: name },
        { field: 'id', comparison: 'equals', value: name },
      ],
    },
    limit: 1,
    offset: 0,
  });
  if (objects[0] === undefined) throw noSuch('App', name);
  return objects[0].object;
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
  const { services, context } = request;
  const childIds = apps.map(({ id }) => id);
  const products = await services.objects.parentsOf(context, { childIds, relation: 'apiProducts' });
  const companies = await services.objects.parentsOf(context, { childIds, relation: 'company' });
  return apps.map((app) => shown(app, products.get(app.id) ?? [], companies.get(app.id)?.[0]));
}

/** An app in the order of the vendor's reference. */
function shown(
  app: ObjectRecord,
  products: readonly ObjectRecord[],
  company: ObjectRecord | undefined,
): JsonObject {
  const { attributes = [], callbackUrl = '', consumerKey = '', name = '', status = '' } = app.fields;
  const developerId = parentId(app, 'developer');
  const { createdAt = 0, lastModifiedAt = 0 } = times(app);
  return {
    appId: app.id,
    attributes,
    callbackUrl,
    ...(company !== undefined && { companyName: text(company.fields.name) }),
    createdAt,
    credentials: [
      {
        apiProducts: products.map((product) => ({
          apiproduct: text(product.fields.name),
          status: 'approved',
        })),
        // The one key of an app comes with it, and has nothing of its own. It never expires, which is -1 there.
        attributes: [],
        consumerKey,
        expiresAt: -1,
        issuedAt: createdAt,
        scopes: [],
        status: 'approved',
      },
    ],
    ...(developerId !== undefined && { developerId }),
    lastModifiedAt,
    name,
    scopes: [],
    status,
  };
}
