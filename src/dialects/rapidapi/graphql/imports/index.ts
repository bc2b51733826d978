import { outwardId } from '../../ids.ts';
import { createApisFrom, type Imported, updateVersionsFrom } from '../../operations/imports.ts';
import { operation, problem } from '../../operations/operation.ts';
import { checkedDocument } from '../../specs/document.ts';
import { type Listing, listingOf, withoutExtensions } from '../../specs/listing.ts';
import { checkedCollection } from '../../specs/postman/check-collection.ts';
import { listingOfCollection } from '../../specs/postman/listing-of-collection.ts';
import { readDocument } from '../../specs/read-document.ts';
import { find } from '../domain/find.ts';
import type { GraphContext, GraphModule } from '../module.ts';
import { specTextOf } from '../uploads/read-upload.ts';
import type { Upload } from '../uploads/upload.ts';
import { importTypeDefs } from './type-defs.ts';

interface SpecInput {
  spec: Upload;
  specType?: string;
}
type ApiInput = SpecInput & {
  category?: string;
  name?: string | null;
  description?: string | null;
  ownerId?: string | null;
};
type VersionInput = SpecInput & { apiVersionId: string };

/** Endpoints of all specs of one mutation, which is one transaction. */
const maxEndpoints = 1000;

export const importsModule: GraphModule = {
  typeDefs: importTypeDefs,
  resolvers: {
    Query: {
      apiSpecImportProgresses: (
        _: unknown,
        { trackingIds }: { trackingIds: string[] },
        context: GraphContext,
      ) => progressesOf(context, trackingIds),
    },
    Mutation: {
      createApisFromSpecs: async (
        _: unknown,
        { creations }: { creations: ApiInput[] },
        context: GraphContext,
      ) => {
        const listings = await listingsOf(context, creations, 'creations');
        const inputs = creations.map(({ category = '', name, description, ownerId }, index) => ({
          listing: withoutExtensions(listings[index]!),
          ...{ category, name: name ?? null, description: description ?? null, ownerId: ownerId ?? null },
        }));
        return results(await operation(context, (op) => createApisFrom(op, inputs)));
      },
      createApisFromRapidOas: async (
        _: unknown,
        { creations }: { creations: ApiInput[] },
        context: GraphContext,
      ) => {
        checkOne(creations, 'creations');
        const listings = await listingsOf(context, creations, 'creations');
        const inputs = creations.map(({ ownerId }, index) => ({
          listing: listings[index]!,
          category: categoryOf(listings[index]!, `creations.${index}.spec`),
          ownerId: ownerId ?? null,
        }));
        return results(await operation(context, (op) => createApisFrom(op, inputs)));
      },
      updateApisFromSpecs: (_: unknown, { updates }: { updates: VersionInput[] }, context: GraphContext) =>
        update(context, updates, false),
      updateApisFromRapidOas: (
        _: unknown,
        { updates }: { updates: VersionInput[] },
        context: GraphContext,
      ) => {
        checkOne(updates, 'updates');
        return update(context, updates, true);
      },
    },
  },
};

async function update(context: GraphContext, updates: readonly VersionInput[], ofApiToo: boolean) {
  const ids = updates.map(({ apiVersionId }) => apiVersionId);
  if (new Set(ids).size < ids.length) throw problem('updates', 'name one version twice');
  const listings = await listingsOf(context, updates, 'updates');
  const inputs = ids.map((apiVersionId, index) => ({ apiVersionId, listing: listings[index]!, ofApiToo }));
  return results(await operation(context, (op) => updateVersionsFrom(op, inputs)));
}

/** Read ahead of the operation, which may be run several times. */
async function listingsOf(
  context: GraphContext,
  inputs: readonly SpecInput[],
  field: string,
): Promise<Listing[]> {
  const listings: Listing[] = [];
  for (const [index, { spec, specType }] of inputs.entries()) {
    const place = `${field}.${index}`;
    const text = await specTextOf(context, spec, `${place}.spec`);
    listings.push(listingIn(text, specType, `${place}.spec`));
  }
  const endpoints = listings.reduce((sum, listing) => sum + listing.endpoints.length, 0);
  if (endpoints > maxEndpoints)
    throw problem(field, `may have ${maxEndpoints} operations in all; these have ${endpoints}`);
  return listings;
}

function listingIn(text: string, specType: string | undefined, field: string): Listing {
  const document = readDocument(text, field);
  return specType === 'POSTMAN_COLLECTION'
    ? listingOfCollection(checkedCollection(document, field), field)
    : listingOf(checkedDocument(document, field), field);
}

function categoryOf({ category }: Listing, place: string): string {
  if (!category) throw problem(`${place}.info.x-category`, 'is required: what the API is listed under');
  return category;
}

function checkOne(inputs: readonly unknown[], field: string): void {
  if (inputs.length !== 1) throw problem(field, 'must have one item');
}

function results(imported: readonly Imported[]) {
  return imported.map(({ api, version, warnings }) => ({
    apiId: outwardId(api),
    trackingId: outwardId(version),
    warnings,
  }));
}

/** An import has ended when it is answered, so a version is there as a whole, or there was none. */
async function progressesOf(context: GraphContext, trackingIds: readonly string[]) {
  const versions = await Promise.all(trackingIds.map((id) => find(context, 'api_version', id)));
  return versions.flatMap((version) =>
    version === null
      ? []
      : [{ trackingId: version.id, apiId: version.api, progress: 1, hasError: false, issues: [] }],
  );
}
