import type { JsonObject } from '../../../../base/json.ts';
import {
  type ImportWarning,
  type Listing,
  listedMethods,
  maxEndpoints,
  tooManyOperations,
} from '../listing.ts';
import { type Address, addressOf } from './address.ts';
import { checkedItem, unsoundCollection } from './check-collection.ts';
import type { Collection, CollectionRequest, Described, Item, Pair } from './collection.ts';
import { requestPayloadsOf, responsePayloadsOf } from './payloads.ts';

/** Folders within each other. */
const maxFolders = 20;
const maxName = 255;
/** What they say is said elsewhere: by the format of a body, and by who calls. */
const unlistedHeaders = new Set(['accept', 'authorization', 'content-type']);

/** What is gathered on the way through a collection. */
interface Gathered {
  variables: ReadonlyMap<string, string>;
  endpoints: Listing['endpoints'];
  groups: Map<string, Listing['groups'][number]>;
  /** How many requests go to each base URL. */
  bases: Map<string, number>;
  shapes: Set<string>;
  warnings: ImportWarning[];
}

/** Reads a sound collection: requests become endpoints, folders groups. `field` is what the caller calls it by. Throws `invalid`. */
export function listingOfCollection(collection: Collection, field: string): Listing {
  const { info, item, variable, auth, event } = collection;
  const gathered: Gathered = {
    variables: new Map((variable ?? []).flatMap(({ key, id, value }) => variableOf(key ?? id, value))),
    endpoints: [],
    groups: new Map(),
    bases: new Map(),
    shapes: new Set(),
    warnings: [],
  };
  const notKept = new Set<string>();
  noteUnkept({ auth, event }, notKept);
  walk(item, { folders: [], field: `${field}.item`, notKept }, gathered);
  for (const what of notKept) warn(gathered, 'UNKNOWN', `${what} not kept`);
  return {
    name: info.name,
    versionName: versionIn(info.version),
    versionStatus: null,
    description: textOf(info.description),
    category: null,
    visibility: null,
    longDescription: null,
    websiteUrl: null,
    thumbnail: null,
    termsOfService: null,
    tags: null,
    readme: null,
    baseUrls: baseUrlsOf(gathered),
    groups: [...gathered.groups.values()],
    endpoints: gathered.endpoints,
    warnings: gathered.warnings,
  };
}

interface Place {
  folders: readonly string[];
  field: string;
  notKept: Set<string>;
}

function walk(items: readonly unknown[], place: Place, gathered: Gathered): void {
  for (const [index, one] of items.entries()) {
    const field = `${place.field}.${index}`;
    const item = checkedItem(one, field);
    noteUnkept(item, place.notKept);
    if (item.item !== undefined) walkFolder(item, item.item, { ...place, field }, gathered);
    else if (item.request !== undefined) addRequest(item, item.request, { ...place, field }, gathered);
  }
}

function walkFolder(folder: Item, items: readonly unknown[], place: Place, gathered: Gathered): void {
  const folders = [...place.folders, folder.name || 'Folder'];
  if (folders.length > maxFolders)
    throw unsoundCollection(
      place.field,
      `is nested too deeply: ${maxFolders} folders within each other at most`,
    );
  const name = groupName(folders);
  const known = gathered.groups.get(name);
  if (known === undefined)
    gathered.groups.set(name, { name, description: textOf(folder.description), externalDocs: null });
  const before = gathered.endpoints.length;
  walk(items, { ...place, folders, field: `${place.field}.item` }, gathered);
  const isUsed = gathered.endpoints.slice(before).some(({ group }) => group === name);
  if (known === undefined && !isUsed) gathered.groups.delete(name);
}

function addRequest(
  item: Item,
  given: CollectionRequest | string,
  { folders, field }: Place,
  gathered: Gathered,
): void {
  const request = typeof given === 'string' ? { url: given } : given;
  const method = (request.method || 'GET').toUpperCase();
  const address = addressOf(request.url, gathered.variables);
  const called = `${method} ${address.route}`;
  if (address.route.length > 2048)
    throw unsoundCollection(`${field}.request.url`, 'may have 2048 characters');
  if (!listedMethods.has(method.toLowerCase())) {
    warn(gathered, 'UNKNOWN', `${called} was left out: a hub lists GET, POST, PUT, PATCH and DELETE`);
    return;
  }
  if (gathered.endpoints.length >= maxEndpoints) throw tooManyOperations(field, 'more');
  noteAddress(called, address, gathered);
  const headers = Array.isArray(request.header) ? request.header : [];
  gathered.endpoints.push({
    name: (item.name || called).slice(0, maxName),
    method,
    route: address.route,
    description: textOf(request.description) || textOf(item.description),
    group: folders.length === 0 ? '' : groupName(folders),
    params: { parameters: parametersOf(address, request, headers) },
    requestPayloads: requestPayloadsOf(request.body, headers),
    responsePayloads: responsePayloadsOf(item.response),
  });
}

function noteAddress(called: string, { base, route }: Address, gathered: Gathered): void {
  const { bases, shapes } = gathered;
  if (base === null) warn(gathered, 'UNKNOWN', `${called} has no base URL in the collection`);
  else bases.set(base, (bases.get(base) ?? 0) + 1);
  const shape = `${called.split(' ', 1)[0]} ${route.replace(/\{[^}]*\}/g, '{}')}`;
  if (shapes.has(shape)) warn(gathered, 'HAS_DUPLICATE_ENDPOINTS', `${called} is there already`);
  shapes.add(shape);
}

/** The one that most requests go to: those of a target group are taken to be alike. */
function baseUrlsOf(gathered: Gathered): string[] {
  const [first, ...others] = [...gathered.bases].sort(([, one], [, other]) => other - one);
  for (const [base] of others)
    warn(gathered, 'UNKNOWN', `${base} is not kept: an API is served from one place, which is ${first?.[0]}`);
  return first === undefined ? [] : [first[0]];
}

function parametersOf(
  { names, query }: Address,
  { url }: CollectionRequest,
  headers: readonly Pair[],
): JsonObject[] {
  const described = typeof url === 'object' && url !== null ? (url.variable ?? []) : [];
  const byName = new Map<string, JsonObject>();
  const add = (where: string, name: string, required: boolean, description?: Described) =>
    byName.set(`${where} ${name}`, {
      name,
      in: where,
      required,
      type: null,
      description: textOf(description) || null,
    });
  for (const name of names)
    add('path', name, true, described.find(({ key, id }) => (key ?? id) === name)?.description);
  for (const { key, description } of query) if (key) add('query', key, false, description);
  for (const { key, description } of headers)
    if (key && !unlistedHeaders.has(key.toLowerCase())) add('header', key, false, description);
  return [...byName.values()];
}

function variableOf(name: string | null | undefined, value: unknown): [string, string][] {
  return name && typeof value === 'string' ? [[name, value]] : [];
}

function noteUnkept(
  { auth, event }: { auth?: unknown; event?: unknown[] | undefined },
  notKept: Set<string>,
): void {
  if (auth !== undefined && auth !== null) notKept.add('how to sign in (auth) is');
  if (event !== undefined && event.length > 0) notKept.add('scripts (event) are');
}

function groupName(folders: readonly string[]): string {
  return folders.join(' / ').slice(0, maxName);
}

function versionIn(version: Collection['info']['version']): string {
  if (version === undefined || version === '') return '1.0';
  if (typeof version === 'string') return version;
  return `${version.major}.${version.minor}.${version.patch}`;
}

function textOf(described: Described | undefined): string {
  if (typeof described === 'string') return described;
  return described?.content ?? '';
}

function warn({ warnings }: Gathered, type: ImportWarning['type'], text: string): void {
  warnings.push({ type, critical: false, text });
}
