import type { Clock } from '../base/clock.ts';
import type { Ids } from '../base/ids.ts';
import type { JsonObject } from '../base/json.ts';
import type { Transaction } from './database.ts';
import { auditEntriesInsert } from './queries/audit/audit-entries-insert.ts';
import type {
  AuditAction,
  AuditActor,
  AuditActorKind,
  AuditEntry,
  AuditTarget,
} from './records/audit-entry.ts';

/** Whoever does something: a principal, or a command that is run on the machine. */
export interface Doer {
  /** `token:<id>`, `credential:<id>`, `command`, `bellwire`. */
  actor: string;
  /** How people know them. */
  name?: string;
}

/** The name to write down beside what somebody has done. */
export function nameOfDoer({ actor, name }: Doer): string {
  return name ?? actor;
}

/** Something that is being done. */
export interface Act {
  /** Null for what concerns the installation. */
  organizationId: string | null;
  action: AuditAction;
  /** Its type is the first half of the action, unless it says another one. */
  target: { type?: string; id: string | null; name?: string | null };
  details?: JsonObject;
}

/**
 * Writes down who did what, in the transaction that does it: either both are saved or neither is. The one way into the audit log.
 */
export async function audit(
  tx: Transaction,
  { clock, ids }: { clock: Pick<Clock, 'now'>; ids: Pick<Ids, 'uuid'> },
  by: Doer,
  acts: readonly Act[],
): Promise<void> {
  if (acts.length === 0) return;
  const at = clock.now();
  const actor = actorOf(by);
  const entries = acts.map(
    ({ organizationId, action, target, details = {} }): AuditEntry => ({
      id: ids.uuid(),
      organizationId,
      at,
      actor,
      action,
      target: targetOf(action, target),
      details,
    }),
  );
  await auditEntriesInsert(tx, entries);
}

/** The same act in each organization that it reaches; where that is all of them, it concerns the installation. */
export function actsIn(
  organizationIds: readonly string[] | null,
  act: Omit<Act, 'organizationId'>,
): readonly Act[] {
  if (organizationIds === null) return [{ ...act, organizationId: null }];
  return organizationIds.map((organizationId) => ({ ...act, organizationId }));
}

function actorOf({ actor, name = '' }: Doer): AuditActor {
  const [kind = '', id = null] = actor.split(':', 2);
  return { kind: kind as AuditActorKind, id, name: name === '' ? null : name };
}

function targetOf(action: AuditAction, { type, id, name }: Act['target']): AuditTarget {
  return { type: type ?? action.slice(0, action.indexOf('.')), id, name: name ?? null };
}
