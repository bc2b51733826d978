import { BellwireError } from '../../base/errors.ts';
import { groupBy } from '../../base/group-by.ts';
import type { Ids } from '../../base/ids.ts';
import { withoutUntold } from '../../catalogue/told-fields.ts';
import type { Queries, Transaction } from '../../store/database.ts';
import {
  objectIdentifiersClaim,
  objectIdentifiersRelease,
} from '../../store/queries/changes/object-identifiers.ts';
import { objectSecretsPut } from '../../store/queries/changes/object-secrets.ts';
import {
  type ObjectVersion,
  objectVersionsInsert,
} from '../../store/queries/changes/object-versions-insert.ts';
import { objectsDelete, objectsInsert, objectsUpdate } from '../../store/queries/changes/objects-write.ts';
import { deliveriesInsert } from '../../store/queries/deliveries/deliveries-insert.ts';
import { eventObjectsInsert } from '../../store/queries/events/event-objects-insert.ts';
import { eventsInsert } from '../../store/queries/events/events-insert.ts';
import { payloadsInsert } from '../../store/queries/events/payloads-insert.ts';
import { figureAcceptedInsert } from '../../store/queries/figures/figure-accepted-insert.ts';
import { ticketInsert } from '../../store/queries/nodes/tickets.ts';
import { eventTracesInsert } from '../../store/queries/traces/event-traces.ts';
import type { EventRecord } from '../../store/records/event.ts';
import type { Webhook } from '../../store/records/webhook.ts';
import type { Format } from '../delivery/format.ts';
import type { Handover, OwedDelivery } from '../handover.ts';
import { holdFast } from './hold-fast.ts';
import { identifierChanges } from './identifiers.ts';
import { relinkedIn } from './lock-modes.ts';
import { eventsOf, owedFor, toldBy } from './owed.ts';
import type { Along, Change, Plan } from './plan.ts';
import { recordsOf } from './published.ts';
import type { Write, Written } from './write.ts';

/** What a commit works with. */
export interface CommitContext {
  ids: Ids;
  now: Date;
  formats: ReadonlyMap<string, Format>;
  handover: Handover;
  /** The webhooks that are on, read in this transaction: one that is made before the commit gets the event. */
  webhooks(tx: Queries, organizationId: string): Promise<Webhook[]>;
  /** What is saved along with changes of objects. */
  along?: Along | undefined;
  /** Told of each reservation of room as it is made, so that it can be given back whatever happens. */
  onReserved(delivery: OwedDelivery): void;
  /** Told of what no node holds. */
  onLeft(): void;
}

/**
 * Saves writes inside one transaction: the objects, one event for each change, and one delivery for each event and
 * webhook that wants it. A write that is outdated is left out and says so; one that breaks a rule throws, and with it
 * the whole transaction is undone.
 */
export async function commitWrites(
  tx: Transaction,
  writes: readonly Write[],
  context: CommitContext,
): Promise<Written[]> {
  const results = new Map<Write, Written>();
  for (const { write, first } of firstsOf(writes)) {
    if (!(await first.run(tx))) results.set(write, { state: 'done-already' });
  }
  for (const [organizationId, group] of byOrganization(writes.filter((write) => !results.has(write)))) {
    const planned = group.filter((write): write is Write & { plan: Plan } => write.plan !== null);
    const reasons = await holdFast(
      tx,
      organizationId,
      planned.map(({ plan }) => plan),
    );
    for (const [index, write] of planned.entries()) {
      const reason = reasons[index];
      if (reason) results.set(write, { state: 'outdated', reason });
    }
    const accepted = group.filter((write) => !results.has(write));
    for (const { plan, actor } of accepted)
      if (plan !== null) await saveObjects(tx, plan, { ...context, actor });
    for (const write of accepted) {
      const events = [...eventsFrom(write, context), ...(await savedAlong(tx, write, context))];
      results.set(write, { state: 'saved', events });
    }
    await oweEvents(
      tx,
      organizationId,
      accepted.flatMap((write) => savedEvents(results.get(write))),
      context,
    );
  }
  return writes.map((write) => results.get(write) ?? { state: 'done-already' });
}

/** In the order of their ids, so that two commits never wait for each other in a circle. */
function firstsOf(writes: readonly Write[]): { write: Write; first: NonNullable<Write['first']> }[] {
  const found = writes.flatMap((write) => (write.first === undefined ? [] : [{ write, first: write.first }]));
  return found.sort((one, other) => (one.first.key < other.first.key ? -1 : 1));
}

function byOrganization(writes: readonly Write[]): [string, Write[]][] {
  const groups = groupBy(writes, ({ organizationId }) => organizationId);
  return [...groups].sort(([one], [other]) => (one < other ? -1 : 1));
}

function savedEvents(written: Written | undefined): readonly EventRecord[] {
  return written?.state === 'saved' ? written.events : [];
}

function eventsFrom(write: Write, { ids, now }: CommitContext): readonly EventRecord[] {
  if (write.silent) return [];
  const { actor, transactionId } = write;
  const told = write.plan === null ? [] : toldBy(write.plan);
  const ofChanges = eventsOf(told, { ids, now, actor, transactionId });
  const events = ofChanges.length === 0 ? write.published : [...ofChanges, ...write.published];
  const { traceparent } = write;
  return traceparent === undefined ? events : events.map((event) => ({ ...event, traceparent }));
}

/** Writes what is elsewhere than in the objects, and makes the records of what that leads to. */
async function savedAlong(tx: Transaction, write: Write, context: CommitContext): Promise<EventRecord[]> {
  const { organizationId, actor, transactionId, plan, within } = write;
  const { ids, now, along } = context;
  const events = [
    ...(along === undefined || plan === null
      ? []
      : await along(tx, { organizationId, changes: plan.changes, now })),
    ...(within === undefined ? [] : await within(tx)),
  ];
  return recordsOf(events, { ids, now, organizationId, actor, transactionId });
}

/** Nothing but the webhooks is waited for: all that is written goes to the database on its way to the commit. */
async function oweEvents(
  tx: Transaction,
  organizationId: string,
  events: readonly EventRecord[],
  context: CommitContext,
): Promise<void> {
  if (events.length === 0) return;
  const { handover } = context;
  // The webhooks first: the bytes for them are made here while the events are written there.
  const [webhooks] = await Promise.all([
    context.webhooks(tx, organizationId),
    writeEvents(tx.ahead, events, context),
  ]);
  const { owed, payloads } = owedFor(events, webhooks, context);
  await payloadsInsert(tx.ahead, payloads);
  const nodeId = handover.nodeId();
  const ticket = nodeId === null ? null : { id: context.ids.uuid(), nodeId };
  const held: string[] = [];
  for (const delivery of owed) {
    if (ticket !== null && handover.reserve(delivery)) {
      delivery.ticket = ticket;
      held.push(delivery.id);
      context.onReserved(delivery);
    } else {
      context.onLeft();
    }
  }
  await deliveriesInsert(tx.ahead, owed, { organizationId, now: context.now });
  if (ticket !== null && held.length > 0) {
    await ticketInsert(tx.ahead, { ...ticket, organizationId, deliveryIds: held });
  }
}

async function writeEvents(
  queries: Queries,
  events: readonly EventRecord[],
  { now }: CommitContext,
): Promise<void> {
  await eventsInsert(queries, events);
  await eventObjectsInsert(queries, events);
  await figureAcceptedInsert(queries, events);
  await eventTracesInsert(queries, events, now);
}

async function saveObjects(tx: Queries, plan: Plan, context: { actor: string; now: Date }): Promise<void> {
  const { released, claimed } = identifierChanges(plan.changes);
  await objectIdentifiersRelease(tx, released);
  const taken = await objectIdentifiersClaim(tx, claimed);
  if (taken.length > 0) throw duplicate(plan, taken);
  const of = (operation: Change['operation']) =>
    plan.changes.filter((change) => change.operation === operation).map(({ after }) => after);
  await objectsInsert(tx, of('created'));
  await objectsUpdate(tx, of('updated'), relinkedIn(plan));
  if (plan.secrets !== undefined) await objectSecretsPut(tx, plan.organizationId, plan.secrets);
  await objectsDelete(tx, of('deleted'));
  await objectVersionsInsert(tx, versionsOf(plan, context));
}

/** Of types that keep them. */
function versionsOf({ changes }: Plan, { actor, now }: { actor: string; now: Date }): ObjectVersion[] {
  return changes
    .filter(({ type }) => type.keepsVersions)
    .map(({ type, after, operation }) => ({
      object: withoutUntold(type, after),
      operation,
      actor,
      at: operation === 'deleted' ? now : after.updatedAt,
    }));
}

function duplicate(plan: Plan, taken: { type: string; rule: string; objectId: string }[]): BellwireError {
  const problems = taken.map(({ rule, objectId }) => {
    const type = plan.changes.find(({ after }) => after.id === objectId)?.type;
    const field = type?.unique.find(({ name }) => name === rule)?.field ?? rule;
    return { field, message: 'is already taken' };
  });
  return new BellwireError('duplicate', 'An object with this identifier exists already.', problems);
}
