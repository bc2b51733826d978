import { BellwireError } from '../../base/errors.ts';
import type { Ids } from '../../base/ids.ts';
import type { Queries } from '../../store/database.ts';
import {
  objectIdentifiersClaim,
  objectIdentifiersRelease,
} from '../../store/queries/changes/object-identifiers.ts';
import { objectsChildrenIds } from '../../store/queries/changes/objects-children-ids.ts';
import { objectsLock } from '../../store/queries/changes/objects-lock.ts';
import { objectsDelete, objectsInsert, objectsUpdate } from '../../store/queries/changes/objects-write.ts';
import { deliveriesInsert } from '../../store/queries/deliveries/deliveries-insert.ts';
import { eventsInsert } from '../../store/queries/events/events-insert.ts';
import { payloadsInsert } from '../../store/queries/events/payloads-insert.ts';
import type { Webhook } from '../../store/records/webhook.ts';
import type { Format } from '../delivery/format.ts';
import type { Handover, OwedDelivery } from '../handover.ts';
import { identifierChanges } from './identifiers.ts';
import { lockModesOf, relinkedIn, versionsOf } from './lock-modes.ts';
import { eventsOf, owedFor } from './owed.ts';
import { type Change, type Plan, PlanOutdated } from './plan.ts';

/** What a commit works with. */
export interface CommitContext {
  ids: Ids;
  now: Date;
  actor: string;
  transactionId: string;
  formats: ReadonlyMap<string, Format>;
  handover: Handover;
  /** The webhooks that are on, read in this transaction: one that is made before the commit gets the event. */
  webhooks(tx: Queries): Promise<Webhook[]>;
  /** Nothing is told to the outside. */
  silent: boolean;
}

/**
 * Saves a plan inside a transaction: the objects, one event for each change, and one delivery for each event and
 * webhook that wants it. Throws PlanOutdated when what the plan rests on has changed. Answers with what this node has
 * reserved room for and now must hand over, or release if the transaction does not commit.
 */
export async function commitPlan(
  tx: Queries,
  plan: Plan,
  context: CommitContext,
): Promise<{ owed: OwedDelivery[]; reserved: boolean }> {
  await holdFast(tx, plan);
  await saveObjects(tx, plan);
  if (context.silent) return { owed: [], reserved: false };

  const events = eventsOf(plan.changes, context);
  await eventsInsert(tx, events);
  const webhooks = events.length > 0 ? await context.webhooks(tx) : [];
  const { owed, payloads } = owedFor(events, webhooks, context);
  await payloadsInsert(
    tx,
    payloads.map(({ event, payload }) => ({
      organizationId: event.organizationId,
      eventId: event.id,
      ...payload,
    })),
  );
  const nodeId = context.handover.reserve(owed.length);
  try {
    await deliveriesInsert(tx, owed.map(newDeliveryOf), { now: context.now, leasedBy: nodeId });
  } catch (error) {
    if (nodeId !== null) context.handover.release(owed.length);
    throw error;
  }
  return { owed, reserved: nodeId !== null };
}

/** Locks what the plan touches and rests on, and checks that it is still as it was when the plan was made. */
async function holdFast(tx: Queries, plan: Plan): Promise<void> {
  const found = await objectsLock(tx, plan.organizationId, lockModesOf(plan));
  for (const [id, version] of versionsOf(plan)) {
    if (found.get(id) !== version) throw new PlanOutdated(`object ${id} has changed`);
  }
  const childrenNow = await objectsChildrenIds(tx, plan.organizationId, plan.children);
  for (const [position, check] of plan.children.entries()) {
    if (childrenNow[position]?.join() !== check.ids.join()) {
      throw new PlanOutdated(`the children of ${check.parentId} have changed`);
    }
  }
}

async function saveObjects(tx: Queries, plan: Plan): Promise<void> {
  const { released, claimed } = identifierChanges(plan.changes);
  await objectIdentifiersRelease(tx, released);
  const taken = await objectIdentifiersClaim(tx, claimed);
  if (taken.length > 0) throw duplicate(plan, taken);
  const of = (operation: Change['operation']) =>
    plan.changes.filter((change) => change.operation === operation).map(({ after }) => after);
  await objectsInsert(tx, of('created'));
  await objectsUpdate(tx, of('updated'), relinkedIn(plan));
  await objectsDelete(tx, of('deleted'));
}

function duplicate(plan: Plan, taken: { type: string; rule: string; objectId: string }[]): BellwireError {
  const problems = taken.map(({ rule, objectId }) => {
    const type = plan.changes.find(({ after }) => after.id === objectId)?.type;
    const field = type?.unique.find(({ name }) => name === rule)?.field ?? rule;
    return { field, message: 'is already taken' };
  });
  return new BellwireError('duplicate', 'An object with this identifier exists already.', problems);
}

function newDeliveryOf({ id, event, webhook, payload }: OwedDelivery) {
  return {
    organizationId: event.organizationId,
    id,
    eventId: event.id,
    webhookId: webhook.id,
    eventType: event.type,
    objectType: event.objectType,
    objectId: event.objectId,
    transactionId: event.transactionId,
    variant: payload?.variant ?? null,
  };
}
