import type { JsonObject } from '../../../base/json.ts';
import type { ObjectRecord } from '../../../catalogue/object-record.ts';
import { outwardId } from '../ids.ts';
import { type ApiSettings, wantedSettings } from './api-settings.ts';
import { createEndpoint, type EndpointFields } from './endpoints.ts';
import type { SchemaInput } from './graphql-schemas.ts';
import { speakGraphql } from './graphql-versions.ts';
import { type ListedEndpoints, listEndpoints } from './listed-endpoints.ts';
import { found, foundParty } from './lookup.ts';
import { given, slugOf } from './names.ts';
import { type Operation, problem } from './operation.ts';
import { insertPlan } from './plans.ts';
import { removeApis } from './remove-apis.ts';
import { subscribeOwner } from './subscriptions.ts';
import { type TagValue, wantedTags } from './tags.ts';
import { currentVersion } from './versions-of-api.ts';

export interface ApiCreate {
  name: string;
  description: string;
  category: string;
  pricing?: string | null;
  visibility?: string | null;
  apiType?: string | null;
  ownerId?: string | null;
  baseUrls?: readonly string[] | null;
  readme?: string | null;
  version?: { name?: string | null; endpoints?: readonly EndpointFields[] | null } | null;
  /** The first version is an endpoint that speaks GraphQL, asked there. */
  graphql?: { baseUrl: string; schema: SchemaInput } | null;
}

/** What an import knows besides. */
export interface ImportedApi extends ApiCreate {
  longDescription?: string | null;
  websiteUrl?: string | null;
  thumbnail?: string | null;
  termsOfService?: string | null;
  tags?: readonly TagValue[] | null;
  versionStatus?: string | null;
  listed?: ListedEndpoints;
}

/**
 * A new API: the row itself; then its first version with all that the API begins with, the free plan BASIC among it; then
 * the owner's subscription to that plan. Three steps, so the API is told as created, and as updated by what came after.
 */
export async function createApi(op: Operation, input: ImportedApi): Promise<ObjectRecord> {
  const { steps } = op;
  const { name, description, category, version } = input;
  const { pricing, visibility, apiType } = given(input);
  const { longDescription, websiteUrl, thumbnail, termsOfService } = given(input);
  const owner = await ownerOf(op, input.ownerId);
  const api = await steps.create('api', {
    fields: {
      name,
      slugifiedName: slugOf(name),
      description,
      category,
      ...given({ pricing, visibility, apiType, longDescription, websiteUrl, thumbnail, termsOfService }),
      ...(input.tags && { tags: wantedTags(op, null, input.tags) }),
    },
    links: { [owner.type]: [owner.id] },
  });
  steps.nextStep();

  const first = await steps.create('api_version', {
    fields: {
      name: version?.name || '1.0',
      current: true,
      versionStatus: input.versionStatus ?? 'ACTIVE',
      ...(input.graphql && { apiSubType: 'graphql' }),
      visibility: api.fields.visibility ?? '',
    },
    links: { ofApi: [api.id] },
  });
  const { planVersion } = await insertPlan(op, {
    api,
    version: first,
    fields: { name: 'BASIC' },
    terms: freeTerms,
  });
  await insertExtras(op, input, api, first);
  const complete = await steps.update(api, { currentVersionId: outwardId(first) });
  steps.nextStep();

  await subscribeOwner(op, { owner, api, version: first, planVersion });
  return complete;
}

const freeTerms: JsonObject = {
  billinglimits: [{ item: 'Requests', period: 'MONTHLY', amount: 0, unlimited: true, limitType: 'HARD' }],
};

/** The owner that was named, else the user of the key. */
async function ownerOf(op: Operation, ownerId: string | null | undefined): Promise<ObjectRecord> {
  if (ownerId) return foundParty(op, ownerId, ['user', 'team']);
  const user = await op.user();
  if (user === null) throw problem('ownerId', 'is required: the key is not that of a user of this hub');
  return user;
}

async function insertExtras(
  op: Operation,
  { baseUrls: given, readme, version, listed, graphql }: ImportedApi,
  api: ObjectRecord,
  first: ObjectRecord,
): Promise<void> {
  const baseUrls = [...(graphql ? [graphql.baseUrl] : []), ...(given ?? [])];
  if (baseUrls.length > 0) {
    const targetUrls = baseUrls.map((url) => ({ url, loadBalancingStrategyValue: null }));
    const group = await op.steps.create('target_group', { fields: { targetUrls }, links: { api: [api.id] } });
    await op.steps.update(first, { targetGroupId: outwardId(group) });
  }
  if (graphql) await speakGraphql(op, first, graphql.schema, 'version.spec.gql.schemaSource.source');
  for (const fields of version?.endpoints ?? []) await createEndpoint(op, first, fields);
  if (listed !== undefined) await listEndpoints(op, first, listed);
  if (readme) await op.steps.create('documentation', { fields: { readme }, links: { api: [api.id] } });
}

export interface ApiUpdate extends ApiSettings {
  id: string;
  ownerId?: string | null;
  category?: string | null;
  visibility?: string | null;
  description?: string | null;
  longDescription?: string | null;
  websiteUrl?: string | null;
  thumbnail?: string | null;
  termsOfService?: { text?: string | null } | null;
  gatewayIds?: string[] | null;
  /** Instead of those that it has. */
  tags?: readonly (TagValue | null)[] | null;
}

/** What is not given stays. The version that is current counts as changed with its API. */
export async function updateApi(
  op: Operation,
  { id, ownerId, termsOfService, tags, ...input }: ApiUpdate,
): Promise<ObjectRecord> {
  const before = await found(op, 'api', id);
  const owner = ownerId ? await foundParty(op, ownerId, ['user', 'team']) : null;
  const fields = {
    ...given({
      category: input.category,
      visibility: input.visibility,
      description: input.description,
      longDescription: input.longDescription,
      websiteUrl: input.websiteUrl,
      thumbnail: input.thumbnail,
      gatewayIds: input.gatewayIds,
    }),
    settings: wantedSettings(before, input),
    ...given({ termsOfService: termsOfService?.text }),
    ...(tags && { tags: wantedTags(op, before, tags) }),
  };
  const links = owner === null ? {} : { user: [], team: [], [owner.type]: [owner.id] };
  const after = await op.steps.update(before, fields, links);
  if (after.version !== before.version) await op.steps.touch(await currentVersion(op, after));
  return after;
}

export async function deleteApi(op: Operation, id: string): Promise<void> {
  await removeApis(op, [await found(op, 'api', id)]);
}
