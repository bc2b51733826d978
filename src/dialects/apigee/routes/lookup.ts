import { BellwireError } from '../../../base/errors.ts';
import { isUuid } from '../../../base/ids.ts';
import { typeOf } from '../../../catalogue/catalogue.ts';
import type { ObjectRecord } from '../../../catalogue/object-record.ts';
import type { ObjectWithRelated } from '../../../objects/operation.ts';
import { apigeeCatalogue } from '../catalogue/index.ts';
import type { MintRequest } from './address.ts';
import { noSuch } from './errors.ts';

type Asked = Pick<MintRequest, 'services' | 'context'>;

/** The object of that id. Throws 404. */
export async function objectAt(request: Asked, type: string, id = ''): Promise<ObjectRecord> {
  return (await objectWithParents(request, type, id)).object;
}

/** The object of that id, with the objects it hangs on. Throws 404. */
export async function objectWithParents(request: Asked, type: string, id = ''): Promise<ObjectWithRelated> {
  try {
    return await request.services.objects.get(request.context, { type, id });
  } catch (error) {
    if (error instanceof BellwireError && error.code === 'not-found') throw noSuch(titleOf(type), id);
    throw error;
  }
}

/** The field that people know an object of the type by, besides its id. */
const nameFields: Readonly<Record<string, string>> = {
  developer: 'email',
  company: 'name',
  api_product: 'name',
  monetization_package: 'packageId',
  rate_plan: 'planId',
};

/** The object of that name (an e-mail address, a name, a vendor's id) or of that id. Throws 404. */
export async function objectNamed(request: Asked, type: string, reference = ''): Promise<ObjectRecord> {
  const found = await findNamed(request, type, reference);
  if (found === null) throw noSuch(titleOf(type), reference);
  return found;
}

/** The same, or null. */
export async function findNamed(
  { services, context }: Asked,
  type: string,
  reference: string,
): Promise<ObjectRecord | null> {
  const field = nameFields[type] ?? 'name';
  const named = await services.objects.find(context, { type, field, value: reference });
  if (named !== null) return named.object;
  if (!isUuid(reference)) return null;
  const { objects } = await services.objects.list(context, {
    type,
    filter: { field: 'id', comparison: 'equals', value: reference },
    limit: 1,
    offset: 0,
  });
  return objects[0]?.object ?? null;
}

/** Who can hold a plan: a developer, or a company, which the vendor's paths name in the same place. Throws 404. */
export async function holderNamed(request: Asked, reference = ''): Promise<ObjectRecord> {
  const found =
    (await findNamed(request, 'developer', reference)) ?? (await findNamed(request, 'company', reference));
  if (found === null) throw noSuch('Developer', reference);
  return found;
}

function titleOf(type: string): string {
  const { title } = typeOf(apigeeCatalogue, type);
  return `${title.slice(0, 1).toUpperCase()}${title.slice(1)}`;
}
