import type { ObjectRecord } from '../../../catalogue/object-record.ts';
import { found } from './lookup.ts';
import { conflict, type Operation, problem } from './operation.ts';

/** A version of this API. One of another API is not sound. */
export async function versionOf(
  op: Operation,
  api: ObjectRecord,
  id: string,
  field: string,
): Promise<ObjectRecord> {
  const version = await found(op, 'api_version', id);
  if (version.links.ofApi?.[0] !== api.id) throw problem(field, 'is a version of another API');
  return version;
}

/** The version that the API is known by. */
export async function currentVersion(op: Operation, api: ObjectRecord): Promise<ObjectRecord> {
  const id = String(api.fields.currentVersionId);
  if (id === '') throw conflict('This API has no current version.');
  return found(op, 'api_version', id);
}
