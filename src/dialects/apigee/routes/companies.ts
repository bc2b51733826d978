import { isJsonObject, type JsonObject } from '../../../base/json.ts';
import type { ObjectRecord } from '../../../catalogue/object-record.ts';
import type { ObjectWithRelated } from '../../../objects/operation.ts';
import type { Address, MintAnswer, MintRequest } from './address.ts';
import { knownFrom, objectFrom } from './body.ts';
import { invalidInput, noSuch } from './errors.ts';
import { objectNamed } from './lookup.ts';
import { flagParameter } from './query.ts';
import { text, times } from './show.ts';
import { activityActions, statusFrom } from './status-action.ts';

const type = 'company';
const membership = 'company_developer';
const maxListed = 10_000;
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

async function list({ services, context, query }: MintRequest): Promise<MintAnswer> {
  const { objects } = await services.objects.list(context, { type, limit: maxListed, offset: 0 });
  const companies = objects.map(({ object }) => object);
  const body = flagParameter(query, 'expand', false)
    ? { company: companies.map((each) => shown(each, context.organization.key)) }
    : companies.map(({ fields }) => text(fields.name));
  return { status: 200, body };
}

async function create({ services, context, body }: MintRequest): Promise<MintAnswer> {
  const { fields } = knownFrom(body, type, properties);
  const { object } = await services.objects.create(context, { type, fields, links: {} });
  return { status: 201, body: shown(object, context.organization.key) };
}

async function get(request: MintRequest): Promise<MintAnswer> {
  const company = await objectNamed(request, type, request.params.company);
  return { status: 200, body: shown(company, request.context.organization.key) };
}

async function update(request: MintRequest): Promise<MintAnswer> {
  const { services, context, params, body, query } = request;
  const { id } = await objectNamed(request, type, params.company);
  const status = statusFrom(query, activityActions);
  const fields = status === null ? knownFrom(body, type, properties).fields : { status };
  const { object } = await services.objects.update(context, { type, id, fields });
  return status === null ? { status: 200, body: shown(object, context.organization.key) } : { status: 204 };
}

async function remove(request: MintRequest): Promise<MintAnswer> {
  const { services, context, params } = request;
  const { id } = await objectNamed(request, type, params.company);
  const { object } = await services.objects.remove(context, { type, id });
  return { status: 200, body: shown(object, context.organization.key) };
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
  return { status: 200, body: shownMember(found) };
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
    limit: maxListed,
  });
  return found.get(company.id) ?? [];
}

function shownMember({ object, related }: ObjectWithRelated): JsonObject {
  return { email: text(related.developer?.fields.email), role: text(object.fields.role) };
}

function shown(company: ObjectRecord, organization: string): JsonObject {
  return { ...company.fields, organization, ...times(company) };
}
