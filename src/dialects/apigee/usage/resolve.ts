import { isUuid } from '../../../base/ids.ts';
import { type ObjectRecord, parentId } from '../../../catalogue/object-record.ts';
import type { Reference, Resolution } from '../../../metering/metered-dialect.ts';
import type { Queries } from '../../../store/database.ts';
import { objectsByIds } from '../../../store/queries/objects/objects-by-ids.ts';
import { objectIdsByField, objectIdsByUnique } from '../../../store/queries/objects/objects-by-names.ts';
import { isSuccess } from './success.ts';

/** What names lead to: the ids that each may stand for, by kind. */
type Names = Record<'app' | 'apiKey' | 'developer' | 'product', Map<string, string[]>>;

/**
 * Whose transactions are: an app by its id or its name, an API key (the app's consumer key), a developer by id or e-mail
 * address, a company by id or name. Products by id or name. The developer or company is the app's.
 */
export async function resolveUsage(
  queries: Queries,
  organizationId: string,
  references: readonly Reference[],
): Promise<Resolution[]> {
  const names = await namesOf(queries, organizationId, references);
  const ids = [
    ...Object.values(names)
      .flatMap((found) => [...found.values()])
      .flat(),
  ];
  const objects = await objectsByIds(queries, { organizationId, ids: [...new Set(ids)] });
  return references.map((reference) => resolutionOf(reference, names, objects));
}

async function namesOf(
  queries: Queries,
  organizationId: string,
  references: readonly Reference[],
): Promise<Names> {
  const values = (type: string) => [
    ...new Set(references.flatMap(({ caller }) => (caller.type === type ? [caller.value] : []))),
  ];
  const unique = (type: string, rule: string, wanted: readonly string[]) =>
    objectIdsByUnique(queries, {
      organizationId,
      type,
      rule,
      values: wanted.filter((text) => !isUuid(text)),
    });
  const apps = values('app');
  const developers = values('developer');
  const keys = values('apiKey');
  const products = [...new Set(references.flatMap(({ product }) => (product === null ? [] : [product])))];

  const appNames = apps.filter((text) => !isUuid(text));
  const named = await objectIdsByField(queries, {
    organizationId,
    type: 'app',
    field: 'name',
    values: appNames,
  });
  const emails = await unique('developer', 'email', developers);
  const companies = await unique('company', 'name', developers);
  const consumers = await objectIdsByUnique(queries, {
    organizationId,
    type: 'app',
    rule: 'consumerKey',
    values: keys,
  });
  const productNames = await unique('api_product', 'name', products);
  const idsFor = (wanted: readonly string[], found: (text: string) => readonly (string | undefined)[]) =>
    new Map(
      wanted.map((text) => [
        text,
        isUuid(text) ? [text.toLowerCase()] : found(text).filter((id) => id !== undefined),
      ]),
    );
  return {
    app: idsFor(apps, (text) => named.get(text) ?? []),
    apiKey: new Map(keys.map((key) => [key, consumers.has(key) ? [consumers.get(key)!] : []])),
    developer: idsFor(developers, (text) => [emails.get(text), companies.get(text)]),
    product: idsFor(products, (text) => [productNames.get(text)]),
  };
}

const callerTypes: Record<Reference['caller']['type'], readonly string[]> = {
  app: ['app'],
  apiKey: ['app'],
  developer: ['developer', 'company'],
};

function resolutionOf(
  { caller, product, providerStatus }: Reference,
  names: Names,
  objects: ReadonlyMap<string, ObjectRecord>,
): Resolution {
  const objectsOf = (kind: keyof Names, name: string, types: readonly string[]) =>
    (names[kind].get(name) ?? [])
      .flatMap((id) => objects.get(id) ?? [])
      .filter(({ type }) => types.includes(type));
  const callers = objectsOf(caller.type, caller.value, callerTypes[caller.type]);
  const [found] = callers;
  if (found === undefined) return { field: 'caller', message: 'names nobody in this organization' };
  if (callers.length > 1) {
    return { field: 'caller', message: 'is the name of several apps; use the id or the API key' };
  }
  const isApp = found.type === 'app';
  const ownerId = isApp ? (parentId(found, 'developer') ?? parentId(found, 'company')) : found.id;
  if (ownerId === undefined) return { field: 'caller', message: 'belongs to nobody' };

  const sold = product === null ? undefined : objectsOf('product', product, ['api_product'])[0];
  if (product !== null && sold === undefined) {
    return { field: 'product', message: 'is no API product of this organization' };
  }
  const criteria = sold?.fields.transactionSuccessCriteria;
  const successful =
    providerStatus === null || typeof criteria !== 'string' ? true : isSuccess(criteria, providerStatus);
  if (successful === null) {
    return {
      field: 'product',
      message: 'has success criteria that cannot be judged: see its transactionSuccessCriteria',
    };
  }
  return { ownerId, appId: isApp ? found.id : null, productId: sold?.id ?? null, successful };
}
