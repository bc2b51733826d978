import type { JsonObject } from '../../../base/json.ts';
import type { ObjectRecord } from '../../../catalogue/object-record.ts';
import type { Address, MintAnswer, MintRequest } from './address.ts';
import { knownFrom } from './body.ts';
import { objectNamed } from './lookup.ts';
import { flagParameter, pageFrom } from './query.ts';
import { mintDeveloper, text, times } from './show.ts';
import { activityActions, statusFrom } from './status-action.ts';

const type = 'developer';
const maxListed = 10_000;
const maxChildren = 1000;

/** `/v1/organizations/{org}/developers`: the vendor's developer entity, known by its e-mail address. */
export const developerAddresses: readonly Address[] = [
  { path: '/developers', verbs: { GET: list, POST: create } },
  { path: '/developers/:developer', verbs: { GET: get, PUT: update, POST: update, DELETE: remove } },
];

/** `/v1/mint/organizations/{org}/developers`: the same, as monetization shows them. */
export const mintDeveloperAddresses: readonly Address[] = [
  { path: '/developers', verbs: { GET: mintList } },
  { path: '/developers/:developer', verbs: { GET: mintGet } },
];

const properties = {
  kept: ['email', 'firstName', 'lastName', 'userName', 'status', 'attributes'],
  passed: [
    'developerId',
    'organizationName',
    'apps',
    'companies',
    'createdAt',
    'createdBy',
    'lastModifiedAt',
    'lastModifiedBy',
  ],
};

async function list({ services, context, query }: MintRequest): Promise<MintAnswer> {
  const { objects } = await services.objects.list(context, { type, limit: maxListed, offset: 0 });
  const developers = objects.map(({ object }) => object);
  if (!flagParameter(query, 'expand', false)) {
    return { status: 200, body: developers.map(({ fields }) => text(fields.email)) };
  }
  return {
    status: 200,
    body: { developer: developers.map((each) => shown(each, context.organization.key)) },
  };
}

async function create({ services, context, body }: MintRequest): Promise<MintAnswer> {
  const { fields } = knownFrom(body, 'developer', properties);
  const { object } = await services.objects.create(context, { type, fields, links: {} });
  return { status: 201, body: shown(object, context.organization.key) };
}

async function get(request: MintRequest): Promise<MintAnswer> {
  const { services, context, params } = request;
  const developer = await objectNamed(request, type, params.developer);
  const under = (childType: string) =>
    services.objects.childrenOf(context, {
      parentIds: [developer.id],
      type: childType,
      relation: 'developer',
      limit: maxChildren,
    });
  const apps = (await under('app')).get(developer.id) ?? [];
  const memberships = (await under('company_developer')).get(developer.id) ?? [];
  return {
    status: 200,
    body: {
      ...shown(developer, context.organization.key),
      apps: apps.map(({ object }) => text(object.fields.name)),
      companies: memberships.map(({ related }) => text(related.company?.fields.name)),
    },
  };
}

async function update(request: MintRequest): Promise<MintAnswer> {
  const { services, context, params, body, query } = request;
  const { id } = await objectNamed(request, type, params.developer);
  const status = statusFrom(query, activityActions);
  const fields = status === null ? knownFrom(body, 'developer', properties).fields : { status };
  const { object } = await services.objects.update(context, { type, id, fields });
  return status === null ? { status: 200, body: shown(object, context.organization.key) } : { status: 204 };
}

async function remove(request: MintRequest): Promise<MintAnswer> {
  const { services, context, params } = request;
  const { id } = await objectNamed(request, type, params.developer);
  const { object } = await services.objects.remove(context, { type, id });
  return { status: 200, body: shown(object, context.organization.key) };
}

async function mintList({ services, context, query }: MintRequest): Promise<MintAnswer> {
  const { objects, total } = await services.objects.list(context, { type, ...pageFrom(query) });
  const developer = objects.map(({ object }) => mintDeveloper(object, context.organization.key));
  return { status: 200, body: { developer, totalRecords: total } };
}

async function mintGet(request: MintRequest): Promise<MintAnswer> {
  const developer = await objectNamed(request, type, request.params.developer);
  return { status: 200, body: mintDeveloper(developer, request.context.organization.key) };
}

function shown(developer: ObjectRecord, organizationName: string): JsonObject {
  return { ...developer.fields, developerId: developer.id, organizationName, ...times(developer) };
}
