import type { ObjectRecord, Operation } from '../../../catalogue/object-record.ts';
import type { Queries } from '../../database.ts';

/** An object as a change has left it; as it was, when it was deleted. */
export interface ObjectVersion {
  object: ObjectRecord;
  operation: Operation;
  /** Who did it, as events have it. Null where that is not known. */
  actor: string | null;
  at: Date;
}

/** Keeps versions of objects. A deleted object has the number that its next version would have had. */
export async function objectVersionsInsert(
  queries: Queries,
  versions: readonly ObjectVersion[],
): Promise<void> {
  if (versions.length === 0) return;
  await queries.query({
    name: 'object-versions-insert',
    text: `
      insert into object_versions (
        organization_id, type, number, version, object_id, operation, actor, fields, created_at, changed_at
      )
      select * from unnest(
        $1::uuid[], $2::text[], $3::bigint[], $4::integer[], $5::uuid[], $6::text[], $7::text[], $8::jsonb[],
        $9::timestamptz[], $10::timestamptz[]
      )`,
    values: [
      versions.map(({ object }) => object.organizationId),
      versions.map(({ object }) => object.type),
      versions.map(({ object }) => object.number),
      versions.map(({ object, operation }) => object.version + (operation === 'deleted' ? 1 : 0)),
      versions.map(({ object }) => object.id),
      versions.map(({ operation }) => operation),
      versions.map(({ actor }) => actor),
      versions.map(({ object }) => JSON.stringify(object.fields)),
      versions.map(({ object }) => object.createdAt),
      versions.map(({ at }) => at),
    ],
  });
}
