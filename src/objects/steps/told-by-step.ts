import type { ObjectType } from '../../catalogue/catalogue.ts';
import type { ObjectRecord, Operation, Related } from '../../catalogue/object-record.ts';
import type { Told } from '../../pipeline/changes/plan.ts';

/** One thing that a step did to one object, in the order in which it was done. */
export interface Done {
  operation: Operation;
  type: ObjectType;
  /** As it is after it; as it was, when it is deleted. */
  after: ObjectRecord;
  related: Related;
  /** Whether anybody is told of it. */
  told: boolean;
}

/** More objects than this make one more event: receivers have limits on what they take at once. */
const maxRows = 500;

/**
 * What is told of one step. What was done to one object becomes one thing: created and changed is created, changed
 * twice is changed, created and deleted is nothing, changed and deleted is deleted. What was done alike to objects of one
 * type is one event.
 *
 * The order is that of cause: parents are created before what hangs on them, and go after it; what changed is told
 * between the two, in the order of doing.
 */
export function toldByStep(
  done: readonly Done[],
  options: { depths: ReadonlyMap<string, number>; maxRows?: number },
): Told[] {
  const rowsOf = new Map<string, { operation: Operation; type: ObjectType; rows: Told['rows'][number][] }>();
  for (const { operation, type, after, related, told } of coalesced(done)) {
    if (!told || !type.emits.includes(operation)) continue;
    const key = `${operation} ${type.name}`;
    const group = rowsOf.get(key) ?? { operation, type, rows: [] };
    group.rows.push({ object: after, related });
    rowsOf.set(key, group);
  }
  const groups = [...rowsOf.values()];
  const of = (wanted: Operation) => groups.filter(({ operation }) => operation === wanted);
  const depth = ({ type }: { type: ObjectType }) => options.depths.get(type.name) ?? 0;
  return [
    ...of('created').sort((one, other) => depth(one) - depth(other)),
    ...of('updated'),
    ...of('deleted').sort((one, other) => depth(other) - depth(one)),
  ].flatMap((group) => inParts(group, options.maxRows ?? maxRows));
}

function coalesced(done: readonly Done[]): Done[] {
  const byId = new Map<string, Done>();
  for (const next of done) {
    const { id } = next.after;
    const before = byId.get(id);
    if (before === undefined) byId.set(id, next);
    else if (next.operation !== 'deleted') {
      byId.set(id, { ...next, operation: before.operation, told: before.told || next.told });
    } else {
      // To its new place: an object goes when it is deleted, not when it was changed before that.
      byId.delete(id);
      if (before.operation !== 'created') byId.set(id, next);
    }
  }
  return [...byId.values()];
}

function inParts({ rows, ...group }: Told, size: number): Told[] {
  const parts: Told[] = [];
  for (let start = 0; start < rows.length; start += size) {
    parts.push({ ...group, rows: rows.slice(start, start + size) });
  }
  return parts;
}
