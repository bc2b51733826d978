import type { Operation } from '../../../catalogue/object-record.ts';
import type { Queries } from '../../database.ts';
import { unseen } from '../../unseen.ts';
import type { ObjectVersion } from '../changes/object-versions-insert.ts';
import { type ObjectRow, objectFromRow } from './object-row.ts';

type Row = Omit<ObjectRow, 'links'> & { operation: Operation; actor: string | null };

/**
 * A page of the versions of one object that were kept, and how many there are. The object may have gone. Index: the primary
 * key; there are as many as the object was changed, so that counting reads few.
 */
export async function objectVersions(
  queries: Queries,
  input: {
    organizationId: string;
    type: string;
    number: number;
    direction: 'ascending' | 'descending';
    limit: number;
    offset: number;
  },
): Promise<{ versions: ObjectVersion[]; total: number }> {
  const { organizationId, type, number, direction, limit, offset } = input;
  const of = `from object_versions where organization_id = ${unseen('$1')} and type = $2 and number = $3`;
  const [counted] = await queries.query<{ total: number }>({
    text: `select count(*)::integer as total ${of}`,
    values: [organizationId, type, number],
  });
  const rows = await queries.query<Row>({
    text: `
      select
        organization_id, object_id as id, type, number, version, fields, created_at, changed_at as updated_at,
        operation, actor
      ${of}
      order by version ${direction === 'ascending' ? 'asc' : 'desc'}
      limit $4 offset $5`,
    values: [organizationId, type, number, limit, offset],
  });
  return { versions: rows.map(versionFrom), total: counted?.total ?? 0 };
}

function versionFrom({ operation, actor, ...row }: Row): ObjectVersion {
  return { object: objectFromRow({ ...row, links: null }), operation, actor, at: row.updated_at };
}
