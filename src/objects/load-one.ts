import { notFound } from '../base/errors.ts';
import type { Catalogue } from '../catalogue/catalogue.ts';
import type { ObjectRecord } from '../catalogue/object-record.ts';

/** The object of this type and id, by way of what loads many. Throws `not-found` where there is none. */
export async function loadOne(
  loadMany: (ids: readonly string[]) => Promise<Map<string, ObjectRecord>>,
  catalogue: Catalogue,
  type: string,
  id: string,
): Promise<ObjectRecord> {
  const object = (await loadMany([id])).get(id.toLowerCase());
  if (object === undefined || object.type !== type) {
    throw notFound(`The ${catalogue.types[type]?.title ?? type}`);
  }
  return object;
}
