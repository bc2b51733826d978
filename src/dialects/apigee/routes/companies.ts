import { isJsonObject, type JsonObject } from '../../../base/json.ts';
import type { ObjectRecord } from '../../../catalogue/object-record.ts';
import type { ObjectWithRelated } from '../../../objects/operation.ts';
import type { Address, MintAnswer, MintRequest } from './address.ts';
import { appNamesOf } from './app-names.ts';
import { knownFrom, objectFrom } from './body.ts';
import { invalidInput, noSuch } from './errors.ts';
import { listed } from './listing.ts';
import { objectNamed } from './lookup.ts';
import { flagParameter } from './query.ts';
import { text, times } from './show.ts';
import { activityActions, statusFrom } from './status-action.ts';

const type = 'company';
const membership = 'company_developer';
const maxMembers = 10_000;
/** As many are added in one go. */
const maxDevelopers = 1000;

/** `/v1/organizations/{org}/companies`, and the developers in them. */
export const companyAddresses: readonly Address[] = [
  { path: '/companies', verbs: { GET: list, POST: create } },
  { path: '/companies/:company', verbs: { GET: get, PUT: update, POST: update, DELETE: remove } },
  {
    path: '/companies/:company/developers',
    verbs: { GET: developers, POST: addDevelopers, PUT: addDevelopers },
  },
  { path: '/companies/:company/developers/:developer', verbs: { DELETE: removeDeveloper } },
];

const properties = {
  kept: ['name', 'displayName', 'status', 'attributes'],
  passed: ['organization', 'apps', 'createdAt', 'createdBy', 'lastModifiedAt', 'lastModifiedBy'],
};

async function list(request: MintRequest): Promise<MintAnswer> {
  const companies = await listed(request, {
    type,
    startingAt: (key) => objectNamed(request, type, key),
    // The reference shows the company that `startKey` names ahead of the list; everything else begins with it.
    begins: 'behind',
  });
  const body = flagParameter(request.query, 'expand', false)
    ? { company: await shownAll(request, companies) }
    : companies.map(({ fields }) => text(fields.name));
  return { status: 200, body };
}

async function create(request: MintRequest): Promise<MintAnswer> {
  const { services, context, body } = request;
  const { fields } = knownFrom(body, type, properties);
  const { object } = await services.objects.create(context, { type, fields, links: {} });
  return { status: 201, body: await shown(request, object) };
}

async function get(request: MintRequest): Promise<MintAnswer> {
  return {
    status: 200,
    body: await shown(request, await objectNamed(request, type, request.params.company)),
  };
}

async function update(request: MintRequest): Promise<MintAnswer> {
  const { services, context, params, body, query } = request;
  const { id } = await objectNamed(request, type, params.company);
  const status = statusFrom(query, activityActions);
  const fields = status === null ? knownFrom(body, type, properties).fields : { status };
  const { object } = await services.objects.update(context, { type, id, fields });
  return status === null ? { status: 200, body: await shown(request, object) } : { status: 204 };
}

async function remove(request: MintRequest): Promise<MintAnswer> {
  const company = await objectNamed(request, type, request.params.company);
  const body = await shown(request, company);
  await request.services.objects.remove(request.context, { type, id: company.id });
  return { status: 200, body };
}

async function developers(request: MintRequest): Promise<MintAnswer> {
  const company = await objectNamed(request, type, request.params.company);
  const members = await membersOf(request, company);
  return { status: 200, body: { developer: members.map(shownMember) } };
}

/** `{ "developer": [{ "email": "…", "role": "…" }] }`: adds those who are not in it, and changes the role of the others. */
async function addDevelopers(request: MintRequest): Promise<MintAnswer> {
  const { services, context, params, body } = request;
  const company = await objectNamed(request, type, params.company);
  const wanted = await wantedFrom(request, objectFrom(body));
  const members = await membersOf(request, company);
  const results = await services.objects.apply(
    context,
    wanted.map(({ developer, role }) => {
      const known = members.find(({ object }) => object.fields.developerId === developer.id);
      return known === undefined
        ? {
            operation: 'create' as const,
            type: membership,
            fields: { role, developerId: developer.id },
            links: { company: [company.id], developer: [developer.id] },
          }
        : { operation: 'update' as const, type: membership, id: known.object.id, fields: { role } };
    }),
  );
  return { status: 200, body: { developer: results.map(shownMember) } };
}

async function removeDeveloper(request: MintRequest): Promise<MintAnswer> {
  const { services, context, params } = request;
  const company = await objectNamed(request, type, params.company);
  const developer = await objectNamed(request, 'developer', params.developer);
  const members = await membersOf(request, company);
  const found = members.find(({ object }) => object.fields.developerId === developer.id);
  if (found === undefined) throw noSuch('Developer of the company', params.developer ?? '');
  await services.objects.remove(context, { type: membership, id: found.object.id });
  return { status: 204 };
}

async function wantedFrom(
  request: MintRequest,
  body: JsonObject,
): Promise<{ developer: ObjectRecord; role: string }[]> {
  const listed = Array.isArray(body.developer) ? body.developer : [];
  if (listed.length === 0 || listed.length > maxDevelopers) {
    const message = `must be a list of 1 to ${maxDevelopers} developers`;
    throw invalidInput('The request is not valid.', [{ field: 'developer', message }]);
  }
  const wanted: { developer: ObjectRecord; role: string }[] = [];
  for (const [index, entry] of listed.entries()) {
    const email = isJsonObject(entry) ? text(entry.email) : '';
    if (email === '') {
      throw invalidInput('The request is not valid.', [
        { field: `developer.${index}.email`, message: 'is required' },
      ]);
    }
    const role = isJsonObject(entry) ? text(entry.role) : '';
    wanted.push({ developer: await objectNamed(request, 'developer', email), role });
  }
  return wanted;
}

async function membersOf(
  { services, context }: MintRequest,
  company: ObjectRecord,
): Promise<ObjectWithRelated[]> {
  const found = await services.objects.childrenOf(context, {
    parentIds: [company.id],
    type: membership,
    relation: 'company',
    limit: maxMembers,
  });
  return found.get(company.id) ?? [];
}

function shownMember({ object, related }: ObjectWithRelated): JsonObject {
  return { email: text(related.developer?.fields.email), role: text(object.fields.role) };
}

async function shown(request: MintRequest, company: ObjectRecord): Promise<JsonObject> {
  const [body] = await shownAll(request, [company]);
  return body!;
}

async function shownAll(request: MintRequest, companies: readonly ObjectRecord[]): Promise<JsonObject[]> {
  const organization = request.context.organization.key;
  const apps = await appNamesOf(request, type, companies);
  // In the order of the vendor's reference.
  return companies.map((each) => {
    const { name = '', displayName = '', status = '', attributes = [] } = each.fields;
    return { apps: apps(each), name, displayName, organization, status, attributes, ...times(each) };
  });
}
