import { BellwireError } from '../../../base/errors.ts';
import type { JsonObject } from '../../../base/json.ts';
import type { EndpointFields } from '../operations/endpoints.ts';
import type { TagValue } from '../operations/tags.ts';
import type { DocumentOperation, ExternalDocs, OpenApiDocument, PathItem } from './document.ts';
import { describedMethods } from './document.ts';
import { parametersOf } from './parameters.ts';

/** What a spec says of an API, as a hub lists it. */
export interface Listing {
  name: string;
  versionName: string;
  /** DRAFT, ACTIVE or DEPRECATED; null where the spec does not say. */
  versionStatus: string | null;
  description: string;
  category: string | null;
  visibility: 'PUBLIC' | 'PRIVATE' | null;
  longDescription: string | null;
  websiteUrl: string | null;
  thumbnail: string | null;
  termsOfService: string | null;
  tags: TagValue[] | null;
  baseUrls: string[];
  /** Null where the spec has none: then that of the API stays. */
  readme: string | null;
  /** In the order in which they are listed; endpoints name them. */
  groups: { name: string; description: string; externalDocs: JsonObject | null }[];
  /** `group` is the name of a group. */
  endpoints: (EndpointFields & { name: string; method: string; route: string })[];
  warnings: ImportWarning[];
}

/** What of a spec was not taken as it stands. The types are the vendor's. */
export interface ImportWarning {
  type: 'UNKNOWN' | 'FORMAT_MISMATCH' | 'HAS_DUPLICATE_ENDPOINTS';
  critical: boolean;
  text: string;
}

/** Of one spec. */
export const maxEndpoints = 1000;
const maxName = 255;
/** Methods that a hub lists. */
export const listedMethods: ReadonlySet<string> = new Set(['get', 'post', 'put', 'patch', 'delete']);
const stages: Readonly<Record<string, string>> = {
  draft: 'DRAFT',
  active: 'ACTIVE',
  deprecated: 'DEPRECATED',
};
/** What the vendor's pages name, and has no place here. */
const notKept = ['x-collections', 'x-gateways'];

/** Reads a sound document. `field` is what the caller calls it by. Throws `invalid`. */
export function listingOf(document: OpenApiDocument, field: string): Listing {
  const { info, servers, tags } = document;
  const warnings: ImportWarning[] = [];
  const endpoints = endpointsOf(document, warnings, field);
  const lifecycle = info['x-version-lifecycle']?.toLowerCase();
  const versionStatus = lifecycle === undefined ? null : (stages[lifecycle] ?? null);
  if (lifecycle !== undefined && versionStatus === null)
    warn(warnings, 'FORMAT_MISMATCH', 'info.x-version-lifecycle is none of draft, active and deprecated');
  for (const name of notKept) {
    if (Object.hasOwn(info, name) || Object.hasOwn(document, name))
      warn(warnings, 'UNKNOWN', `${name} is not kept`);
  }
  const used = new Set(endpoints.map(({ group }) => group));
  const described = new Map((tags ?? []).map((tag) => [tag.name, tag]));
  const names = [...described.keys(), ...used].filter((name) => name && used.has(name)) as string[];
  return {
    name: info.title,
    versionName: info.version,
    versionStatus,
    description: info.description ?? '',
    category: info['x-category'] ?? null,
    visibility: info['x-public'] === undefined ? null : info['x-public'] ? 'PUBLIC' : 'PRIVATE',
    longDescription: info['x-long-description'] ?? null,
    websiteUrl: info['x-website'] ?? null,
    thumbnail: info['x-thumbnail'] ?? null,
    termsOfService: info.termsOfService ?? null,
    tags: info['x-badges']?.map(({ name, value }) => ({ definitionId: name, value })) ?? null,
    baseUrls: (servers ?? []).map(({ url }) => url),
    readme: document['x-documentation']?.readme ?? null,
    groups: [...new Set(names)].map((name) => ({
      name,
      description: described.get(name)?.description ?? '',
      externalDocs: docsOf(described.get(name)?.externalDocs),
    })),
    endpoints,
    warnings,
  };
}

/** What a spec says without the extensions of the vendor. */
export function withoutExtensions(listing: Listing): Listing {
  const none = { category: null, visibility: null, longDescription: null, websiteUrl: null, thumbnail: null };
  return { ...listing, ...none, tags: null, readme: null, versionStatus: null };
}

function endpointsOf(
  document: OpenApiDocument,
  warnings: ImportWarning[],
  field: string,
): Listing['endpoints'] {
  const endpoints: Listing['endpoints'] = [];
  const shapes = new Set<string>();
  for (const [route, item] of Object.entries(document.paths)) {
    if (route.startsWith('x-')) continue;
    if (!route.startsWith('/')) {
      const problem = { field: `${field}.paths.${route.slice(0, 200)}`, message: 'must begin with a slash' };
      throw new BellwireError('invalid', 'The spec is not valid.', [problem]);
    }
    if (Object.hasOwn(item, '$ref')) warn(warnings, 'UNKNOWN', `${route} refers to what is elsewhere`);
    for (const method of describedMethods) {
      const operation = Object.hasOwn(item, method) ? (item[method] as DocumentOperation) : undefined;
      if (operation === undefined) continue;
      const called = `${method.toUpperCase()} ${route}`;
      if (!listedMethods.has(method)) {
        warn(warnings, 'UNKNOWN', `${called} was left out: a hub lists GET, POST, PUT, PATCH and DELETE`);
        continue;
      }
      const shape = `${method} ${route.replace(/\{[^}]*\}/g, '{}')}`;
      if (shapes.has(shape)) warn(warnings, 'HAS_DUPLICATE_ENDPOINTS', `${called} is there already`);
      shapes.add(shape);
      endpoints.push(endpointOf(document, item, operation, { route, method, field }));
    }
  }
  if (endpoints.length > maxEndpoints) {
    throw tooManyOperations(field, String(endpoints.length));
  }
  return endpoints;
}

/** `count` is how many it has, in words. */
export function tooManyOperations(field: string, count: string): BellwireError {
  const message = `may have ${maxEndpoints} operations; this one has ${count}. Import it in parts`;
  return new BellwireError('invalid', 'The spec is too large.', [{ field, message }]);
}

function endpointOf(
  document: OpenApiDocument,
  item: PathItem,
  operation: DocumentOperation,
  { route, method, field }: { route: string; method: string; field: string },
): Listing['endpoints'][number] {
  const called = `${method.toUpperCase()} ${route}`;
  const name = [operation.summary, operation.operationId].find((one) => one && one.length <= maxName);
  const place = `${field}.paths.${route}.${method}`;
  const parameters = parametersOf(document, [item.parameters ?? [], operation.parameters ?? []], place);
  return {
    name: name ?? called.slice(0, maxName),
    method: method.toUpperCase(),
    route,
    description: operation.description ?? '',
    group: operation.tags?.[0] ?? '',
    params: { parameters },
    externalDocs: docsOf(operation.externalDocs) ?? {},
  };
}

function docsOf(docs: ExternalDocs | undefined): JsonObject | null {
  return docs === undefined ? null : { url: docs.url, description: docs.description ?? null };
}

function warn(warnings: ImportWarning[], type: ImportWarning['type'], text: string): void {
  warnings.push({ type, critical: false, text });
}
