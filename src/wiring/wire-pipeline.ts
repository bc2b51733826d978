import { hostname } from 'node:os';
import { bellwirePrincipal } from '../access/bellwire-principal.ts';
import { createAccess } from '../access/create-access.ts';
import type { Closers } from '../base/closers.ts';
import { savedAlong } from '../dialects.ts';
import { createUsage } from '../metering/usage.ts';
import { createUses } from '../metering/uses.ts';
import { applyReturned } from '../objects/apply-returned.ts';
import { createObjects } from '../objects/create-objects.ts';
import { createNumbers } from '../objects/numbers.ts';
import type { ObjectsServices } from '../objects/services.ts';
import { createAgain } from '../pipeline/again/create-again.ts';
import { createRunner } from '../pipeline/again/runner.ts';
import { createAskBefore } from '../pipeline/changes/ask-before.ts';
import { createChanges } from '../pipeline/changes/changes.ts';
import { createEventRules } from '../pipeline/changes/event-rules.ts';
import { measuredBefore } from '../pipeline/changes/measured-before.ts';
import { measuredChanges } from '../pipeline/changes/measured-changes.ts';
import { tracedChanges } from '../pipeline/changes/traced-changes.ts';
import { createCallBefore } from '../pipeline/delivery/call-before.ts';
import { deliveriesTotal } from '../pipeline/delivery/deliveries-total.ts';
import { createDelivery } from '../pipeline/delivery/delivery.ts';
import { failingForDays, failingTooLongMs } from '../pipeline/delivery/health.ts';
import { egressProxyFromText } from '../pipeline/delivery/http/egress-proxy.ts';
import { measuredSender } from '../pipeline/delivery/http/measured-sender.ts';
import { createSender } from '../pipeline/delivery/http/sender.ts';
import { createNoDelivery } from '../pipeline/delivery/no-delivery.ts';
import { webhookSwitchedOff } from '../pipeline/delivery/operational-events.ts';
import { createTraceAttempt, tracedSender } from '../pipeline/delivery/traced-send.ts';
import { measureState } from '../pipeline/measure.ts';
import { createIntake, noIntake } from '../pipeline/recorded/intake.ts';
import { recordedProblems } from '../pipeline/recorded/recorded-problems.ts';
import type { Queries } from '../store/database.ts';
import { createListener } from '../store/listener.ts';
import { channel } from '../store/queries/notify.ts';
import { webhookFailsAnew } from '../store/queries/webhooks/webhook-fails-anew.ts';
import { webhookMarkFailing } from '../store/queries/webhooks/webhook-mark-failing.ts';
import { webhookSwitchOff } from '../store/queries/webhooks/webhook-switch-off.ts';
import { webhooksByIds } from '../store/queries/webhooks/webhooks-by-ids.ts';
import { webhooksEnabled } from '../store/queries/webhooks/webhooks-enabled.ts';
import { version } from '../version.ts';
import type { Base } from './base.ts';
import { catalogues, dialectNamed, formats, policyOf } from './dialect-tables.ts';

/** From a change to the receiver: the door for writes, and what sends. */
export function wirePipeline(base: Base, closers: Closers) {
  const { database, vault, clock, ids, log, metrics, guard, lookup } = base;
  const { egressProxy } = base.config;
  const proxy = egressProxy === null ? null : egressProxyFromText(egressProxy, 'BELLWIRE_EGRESS_PROXY');
  const sender = measuredSender(createSender({ guard, clock, lookup, proxy }), metrics);
  closers.add(() => sender.close());
  const webhooks = (queries: Queries, organizationId: string) =>
    webhooksEnabled(queries, vault, organizationId, clock.now());

  const sending = createDelivery({
    ...base,
    formats,
    sender,
    traceAttempt: createTraceAttempt(base),
    random: Math.random,
    policyOf,
    nodeName: `${hostname()} ${process.pid}`,
    nodeFacts: { version, roles: base.roles },
    webhooksByIds: (queries, references) => webhooksByIds(queries, vault, references, clock.now()),
    markFailing: ({ webhook, failing }) =>
      webhookMarkFailing(database, { ...webhook, since: failing ? clock.now() : null }),
    async switchOff({ webhook, reason }) {
      const { organizationId, id } = webhook;
      const now = clock.now();
      const failingBefore = new Date(clock.nowMs() - failingTooLongMs);
      const forDays = reason === failingForDays;
      if (forDays && (await webhookFailsAnew(database, { organizationId, id, failingBefore, now }))) return;
      await changes.tell({
        organizationId,
        actor: bellwirePrincipal.actor,
        events: [webhookSwitchedOff(webhook, reason)],
        first: (tx) =>
          webhookSwitchOff(tx, { organizationId, id, reason, now, ...(forDays && { failingBefore }) }),
      });
    },
    applyReturned: async ({ event, fields }) => {
      const reference = event.organizationId;
      const organization = await access.findOrganization({ reference, dialect: null, principal: null });
      const catalogue = catalogues.get(organization?.dialect ?? '');
      if (organization === null || catalogue === undefined) return 'The organization is gone.';
      const { objectType: type, objectId: id } = event;
      return applyReturned(objectsServices, { organization, catalogue, type, id, fields });
    },
  });
  const eventRules = createEventRules(base);
  const delivery = base.roles.delivery ? sending : createNoDelivery(base);
  const { handover } = delivery;
  measureState({ ...base, delivery });
  const call = measuredBefore(
    createCallBefore({
      queries: database,
      clock,
      ids,
      log,
      sender: tracedSender(sender, base.tracing),
      policyOf,
    }),
    metrics,
  );
  const askBefore = createAskBefore({ queries: database, clock, formats, webhooks, call });
  const changes = measuredChanges(
    tracedChanges(
      createChanges({ ...base, formats, handover, webhooks, askBefore, along: savedAlong, eventRules }),
      base.tracing,
    ),
    metrics,
  );
  const objectsServices: ObjectsServices = { ...base, changes, numbers: createNumbers(database) };
  const access = createAccess(base);
  const webhook = async (queries: Queries, organizationId: string, id: string) => {
    const [found] = await webhooksByIds(queries, vault, [{ organizationId, id }], clock.now());
    return found ?? null;
  };
  const onCancelled = (count: number) => deliveriesTotal(metrics).add(count, { outcome: 'cancelled' });
  const jobs = createRunner({ ...base, formats, webhook, handover, onCancelled });
  const again = createAgain({ ...base, formats, webhook, wake: () => jobs.wake() });
  const meteredOf = (name: string) => dialectNamed(name)?.metered;
  const usage = createUsage({ database, clock, record: changes.record, meteredOf });
  const uses = createUses({ database, clock, meteredOf });
  const intake = base.roles.delivery
    ? createIntake({ ...base, changes, problems: recordedProblems(eventRules) })
    : noIntake;
  const listener = createListener({
    ...base,
    channel,
    onMessage(message) {
      if (message === 'recorded') intake.wake();
      // A node that does not send would tell the others, itself included, and would hear that again.
      if (message === 'due' && base.roles.delivery) handover.wake();
      if (message.startsWith('event-types ')) eventRules.forget(message.slice('event-types '.length));
    },
    onConnected() {
      eventRules.forget(null);
      intake.wake();
    },
  });
  const objects = createObjects(objectsServices);
  return {
    sender,
    delivery,
    changes,
    eventRules,
    intake,
    listener,
    jobs,
    again,
    access,
    objects,
    usage,
    uses,
  };
}
