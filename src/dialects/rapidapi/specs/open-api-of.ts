import type { Json, JsonObject } from '../../../base/json.ts';
import type { ObjectRecord } from '../../../catalogue/object-record.ts';
import { outwardId } from '../ids.ts';

/** What a version of an API is made of. */
export interface Exported {
  api: ObjectRecord;
  version: ObjectRecord;
  endpoints: readonly ObjectRecord[];
  groups: readonly ObjectRecord[];
  baseUrls: readonly string[];
  readme: string | null;
}

/** A version as an OpenAPI document with the extensions of the vendor, which an import makes the same of again. */
export function openApiOf({ api, version, endpoints, groups, baseUrls, readme }: Exported): JsonObject {
  const { fields } = api;
  const inOrder = [...groups].sort((one, other) => Number(one.fields.index) - Number(other.fields.index));
  const names = new Map<unknown, Json>(inOrder.map((group) => [outwardId(group), group.fields.name ?? '']));
  return {
    openapi: '3.0.3',
    info: {
      title: fields.name ?? '',
      version: version.fields.name ?? '',
      ...filled({
        description: fields.description,
        termsOfService: fields.termsOfService,
        'x-category': fields.category,
        'x-long-description': fields.longDescription,
        'x-website': fields.websiteUrl,
        'x-thumbnail': fields.thumbnail,
      }),
      'x-public': fields.visibility === 'PUBLIC',
      'x-version-lifecycle': String(version.fields.versionStatus).toLowerCase(),
      'x-badges': listIn(fields.tags).map(({ tagdefinition, value }) => ({
        name: tagdefinition ?? '',
        value: value ?? '',
      })),
    },
    servers: baseUrls.map((url) => ({ url })),
    tags: inOrder.map((group) => ({
      name: group.fields.name ?? '',
      ...filled({ description: group.fields.description, externalDocs: docsOf(group.fields.externalDocs) }),
    })),
    paths: pathsOf(endpoints, names),
    ...(readme !== null && { 'x-documentation': { readme } }),
    'x-rapidapi-info': { apiId: outwardId(api), apiVersionId: outwardId(version) },
  };
}

function pathsOf(endpoints: readonly ObjectRecord[], names: ReadonlyMap<unknown, Json>): JsonObject {
  const paths = new Map<string, JsonObject>();
  const inOrder = [...endpoints].sort((one, other) => Number(one.fields.index) - Number(other.fields.index));
  for (const { fields } of inOrder) {
    const route = String(fields.route);
    const group = names.get(fields.group);
    const operation = {
      summary: fields.name ?? '',
      ...filled({ description: fields.description, externalDocs: docsOf(fields.externalDocs) }),
      ...(group !== undefined && { tags: [group] }),
      parameters: listIn((fields.params as JsonObject | undefined)?.parameters).map(parameterOf),
      // The specification asks for one; what an endpoint answers is not kept here.
      responses: { default: { description: 'The answer' } },
    };
    paths.set(route, { ...paths.get(route), [String(fields.method).toLowerCase()]: operation });
  }
  return Object.fromEntries(paths);
}

function parameterOf({ name, in: where, required, description, type }: JsonObject): JsonObject {
  return {
    name: name ?? '',
    in: where ?? '',
    required: required ?? false,
    ...filled({ description, schema: type ? { type } : null }),
  };
}

function docsOf(docs: Json | undefined): JsonObject | null {
  const { url, description } = (docs ?? {}) as JsonObject;
  return url ? { url, ...filled({ description }) } : null;
}

/** Those that say something. */
function filled(fields: Record<string, Json | undefined>): JsonObject {
  return Object.fromEntries(Object.entries(fields).filter(([, value]) => value)) as JsonObject;
}

function listIn(value: Json | undefined): JsonObject[] {
  return Array.isArray(value) ? (value as JsonObject[]) : [];
}
