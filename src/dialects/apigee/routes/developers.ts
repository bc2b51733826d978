import type { JsonObject } from '../../../base/json.ts';
import type { ObjectRecord } from '../../../catalogue/object-record.ts';
import type { Address, MintAnswer, MintRequest } from './address.ts';
import { appNamesOf } from './app-names.ts';
import { knownFrom } from './body.ts';
import { listed } from './listing.ts';
import { objectNamed } from './lookup.ts';
import { flagParameter, pageFrom, parameter } from './query.ts';
import { mintDeveloper, text, times } from './show.ts';
import { activityActions, statusFrom } from './status-action.ts';

const type = 'developer';
/** More companies of one developer are not named with it. */
const maxCompanies = 1000;

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

async function list(request: MintRequest): Promise<MintAnswer> {
  const { query } = request;
  const app = parameter(query, 'app');
  const developers = await listed(request, {
    type,
    filters: app === undefined ? [] : [{ ...ofApp, field: 'name', comparison: 'equals', value: app }],
    startingAt: (key) => objectNamed(request, type, key),
    begins: 'with',
  });
  if (!flagParameter(query, 'expand', false)) {
    return { status: 200, body: developers.map(({ fields }) => text(fields.email)) };
  }
  return {
    status: 200,
    body: { developer: await shownAll(request, developers) },
  };
}

/** Looks at the apps of a developer. */
const ofApp = { relation: { childType: 'app', relation: 'developer' } };

async function create(request: MintRequest): Promise<MintAnswer> {
  const { services, context, body } = request;
  const { fields } = knownFrom(body, 'developer', properties);
  const { object } = await services.objects.create(context, { type, fields, links: {} });
  return { status: 201, body: await shown(request, object) };
}

async function get(request: MintRequest): Promise<MintAnswer> {
  const developer = await objectNamed(request, type, request.params.developer);
  return { status: 200, body: await shown(request, developer) };
}

async function update(request: MintRequest): Promise<MintAnswer> {
  const { services, context, params, body, query } = request;
  const { id } = await objectNamed(request, type, params.developer);
  const status = statusFrom(query, activityActions);
  const fields = status === null ? knownFrom(body, 'developer', properties).fields : { status };
  const { object } = await services.objects.update(context, { type, id, fields });
  return status === null ? { status: 200, body: await shown(request, object) } : { status: 204 };
}

async function remove(request: MintRequest): Promise<MintAnswer> {
  const developer = await objectNamed(request, type, request.params.developer);
  const body = await shown(request, developer);
  await request.services.objects.remove(request.context, { type, id: developer.id });
  return { status: 200, body };
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

async function shown(request: MintRequest, developer: ObjectRecord): Promise<JsonObject> {
  const [body] = await shownAll(request, [developer]);
  return body!;
}

async function shownAll(request: MintRequest, developers: readonly ObjectRecord[]): Promise<JsonObject[]> {
  const { services, context } = request;
  const apps = await appNamesOf(request, type, developers);
  const memberships = await services.objects.childrenOf(context, {
    parentIds: developers.map(({ id }) => id),
    type: 'company_developer',
    relation: type,
    limit: maxCompanies,
  });
  return developers.map((developer) => {
    const { email = '', firstName = '', lastName = '', userName = '' } = developer.fields;
    const { status = '', attributes = [] } = developer.fields;
    const companies = (memberships.get(developer.id) ?? []).map(
      ({ related }) => related.company?.fields.name,
    );
    // In the order of the vendor's reference.
    return {
      apps: apps(developer),
      companies: companies.map(text),
      email,
      developerId: developer.id,
      firstName,
      lastName,
      userName,
      organizationName: context.organization.key,
      status,
      attributes,
      ...times(developer),
    };
  });
}
