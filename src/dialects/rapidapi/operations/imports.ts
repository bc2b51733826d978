import type { ObjectRecord } from '../../../catalogue/object-record.ts';
import { outwardId } from '../ids.ts';
import type { Listing } from '../specs/listing.ts';
import { updateApiVersions } from './api-versions.ts';
import { createApi, updateApi } from './apis.ts';
import { writeDocumentation } from './documentation.ts';
import { listEndpoints } from './listed-endpoints.ts';
import { found } from './lookup.ts';
import type { Operation } from './operation.ts';
import { currentVersion } from './versions-of-api.ts';

/** An API and the version of it that a spec was read into. */
export interface Imported {
  api: ObjectRecord;
  version: ObjectRecord;
  warnings: Listing['warnings'];
}

export interface ApiFromSpec {
  listing: Listing;
  category: string;
  name?: string | null;
  description?: string | null;
  ownerId?: string | null;
}

/** New APIs with all that their specs say, each as `createApi` makes one, all in one transaction. */
export async function createApisFrom(op: Operation, inputs: readonly ApiFromSpec[]): Promise<Imported[]> {
  const imported: Imported[] = [];
  for (const { listing, category, name, description, ownerId } of inputs) {
    if (imported.length > 0) op.steps.nextStep();
    const { visibility, longDescription, websiteUrl, thumbnail, termsOfService, tags, baseUrls, readme } =
      listing;
    const api = await createApi(op, {
      name: name || listing.name,
      description: description || listing.description || name || listing.name,
      category,
      ownerId: ownerId ?? null,
      ...{ visibility, longDescription, websiteUrl, thumbnail, termsOfService, tags, baseUrls, readme },
      version: { name: listing.versionName },
      versionStatus: listing.versionStatus,
      listed: listing,
    });
    imported.push({ api, version: await currentVersion(op, api), warnings: listing.warnings });
  }
  return imported;
}

export interface VersionFromSpec {
  apiVersionId: string;
  listing: Listing;
  /** Whether the API is changed as well, by what the vendor's extensions say. */
  ofApiToo: boolean;
}

/** A version becomes what its spec says: endpoints, groups and base URLs, and the API where that is asked for. */
export async function updateVersionsFrom(
  op: Operation,
  inputs: readonly VersionFromSpec[],
): Promise<Imported[]> {
  const imported: Imported[] = [];
  for (const { apiVersionId, listing, ofApiToo } of inputs) {
    const version = await found(op, 'api_version', apiVersionId);
    if (ofApiToo) await updateListing(op, version, listing);
    await listEndpoints(op, version, listing);
    if (listing.baseUrls.length > 0) await serveFrom(op, version, listing.baseUrls);
    const api = await op.steps.get('api', version.links.ofApi?.[0] ?? '');
    imported.push({ api, version, warnings: listing.warnings });
  }
  return imported;
}

/** The name stays: it is what the API is known and found by. */
async function updateListing(op: Operation, version: ObjectRecord, listing: Listing): Promise<void> {
  const { category, visibility, longDescription, websiteUrl, thumbnail, tags, readme } = listing;
  const id = String(version.fields.api);
  await updateApi(op, {
    id,
    description: listing.description || null,
    ...{ category, visibility, longDescription, websiteUrl, thumbnail, tags },
    termsOfService: { text: listing.termsOfService },
  });
  if (listing.versionStatus !== null) {
    const [apiVersionId, versionStatus] = [String(outwardId(version)), listing.versionStatus];
    await updateApiVersions(op, [{ apiVersionId, versionStatus }]);
  }
  if (readme !== null) await writeDocumentation(op, { apiId: id, readme });
}

/** A version that has no target group yet gets one; that it is named there is not told, as the group is. */
async function serveFrom(op: Operation, version: ObjectRecord, urls: readonly string[]): Promise<void> {
  const { steps } = op;
  const targetUrls = urls.map((url) => ({ url, loadBalancingStrategyValue: null }));
  const { targetGroupId } = version.fields;
  if (targetGroupId) {
    await steps.update(await found(op, 'target_group', String(targetGroupId)), { targetUrls });
    return;
  }
  const api = await steps.get('api', version.links.ofApi?.[0] ?? '');
  const name = `${version.fields.name}`;
  const group = await steps.create('target_group', {
    fields: { name, targetUrls },
    links: { api: [api.id] },
  });
  await steps.updateSilently(version, { targetGroupId: outwardId(group) });
}
