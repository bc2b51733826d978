import type { ObjectRecord } from '../../../catalogue/object-record.ts';
import type { Queries } from '../../database.ts';

/** Inserts objects with their links. */
export async function objectsInsert(queries: Queries, objects: readonly ObjectRecord[]): Promise<void> {
  if (objects.length === 0) return;
  await queries.query({
    name: 'objects-insert',
    text: `
      insert into objects (organization_id, id, type, number, version, fields, created_at, updated_at)
      select * from unnest(
        $1::uuid[], $2::uuid[], $3::text[], $4::bigint[], $5::integer[], $6::jsonb[],
        $7::timestamptz[], $8::timestamptz[]
      )`,
    values: [
      objects.map((object) => object.organizationId),
      objects.map((object) => object.id),
      objects.map((object) => object.type),
      objects.map((object) => object.number),
      objects.map((object) => object.version),
      objects.map((object) => JSON.stringify(object.fields)),
      objects.map((object) => object.createdAt),
      objects.map((object) => object.updatedAt),
    ],
  });
  await objectLinksInsert(queries, objects);
}

/** Writes the new state of objects that are locked. Links are replaced where `relinked` names the object. */
export async function objectsUpdate(
  queries: Queries,
  objects: readonly ObjectRecord[],
  relinked: ReadonlySet<string>,
): Promise<void> {
  if (objects.length === 0) return;
  await queries.query({
    name: 'objects-update',
    text: `
      update objects o
      set version = changed.version, fields = changed.fields, updated_at = changed.updated_at
      from unnest($1::uuid[], $2::uuid[], $3::integer[], $4::jsonb[], $5::timestamptz[])
        as changed (organization_id, id, version, fields, updated_at)
      where o.organization_id = changed.organization_id and o.id = changed.id`,
    values: [
      objects.map((object) => object.organizationId),
      objects.map((object) => object.id),
      objects.map((object) => object.version),
      objects.map((object) => JSON.stringify(object.fields)),
      objects.map((object) => object.updatedAt),
    ],
  });
  const moved = objects.filter((object) => relinked.has(object.id));
  if (moved.length === 0) return;
  await objectLinksDelete(queries, moved);
  await objectLinksInsert(queries, moved);
}

/** Deletes objects that are locked. Their own links go first, since parents and children may go together. */
export async function objectsDelete(queries: Queries, objects: readonly ObjectRecord[]): Promise<void> {
  if (objects.length === 0) return;
  await objectLinksDelete(queries, objects);
  await queries.query({
    name: 'objects-delete',
    text: `
      delete from objects o
      using unnest($1::uuid[], $2::uuid[]) as gone (organization_id, id)
      where o.organization_id = gone.organization_id and o.id = gone.id`,
    values: [objects.map((object) => object.organizationId), objects.map((object) => object.id)],
  });
}

async function objectLinksInsert(queries: Queries, objects: readonly ObjectRecord[]): Promise<void> {
  const links = objects.flatMap((object) =>
    Object.entries(object.links).flatMap(([relation, parentIds]) =>
      parentIds.map((parentId) => ({ object, relation, parentId })),
    ),
  );
  if (links.length === 0) return;
  await queries.query({
    name: 'object-links-insert',
    text: `
      insert into object_links (organization_id, child_id, relation, parent_id, child_type)
      select * from unnest($1::uuid[], $2::uuid[], $3::text[], $4::uuid[], $5::text[])`,
    values: [
      links.map(({ object }) => object.organizationId),
      links.map(({ object }) => object.id),
      links.map(({ relation }) => relation),
      links.map(({ parentId }) => parentId),
      links.map(({ object }) => object.type),
    ],
  });
}

async function objectLinksDelete(queries: Queries, objects: readonly ObjectRecord[]): Promise<void> {
  await queries.query({
    name: 'object-links-delete',
    text: `
      delete from object_links l
      using unnest($1::uuid[], $2::uuid[]) as child (organization_id, id)
      where l.organization_id = child.organization_id and l.child_id = child.id`,
    values: [objects.map((object) => object.organizationId), objects.map((object) => object.id)],
  });
}
