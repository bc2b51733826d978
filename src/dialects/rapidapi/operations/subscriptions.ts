import { BellwireError } from '../../../base/errors.ts';
import type { ObjectRecord } from '../../../catalogue/object-record.ts';
import { runsFor } from '../catalogue/subscription.ts';
import { outwardId } from '../ids.ts';
import { checkApproved } from './approved.ts';
import { found, foundParty, noSuch } from './lookup.ts';
import { conflict, eachOnce, type Operation, problem } from './operation.ts';
import { checkInvited } from './plan-developers.ts';
import { versionOf } from './versions-of-api.ts';

export interface SubscriptionCreate {
  apiId: string;
  billingPlanVersionId: string;
  ownerId: string;
  apiVersionId?: string | null;
}

/**
 * A user or a team subscribes to a plan: first as asked for, then as running, in two steps. Who has a subscription to the
 * API already changes the plan: the new one runs at once, and the old one is canceled.
 */
export async function subscribe(op: Operation, input: SubscriptionCreate): Promise<ObjectRecord> {
  const { steps } = op;
  const owner = await foundParty(op, input.ownerId, ['user', 'team']);
  const api = await found(op, 'api', input.apiId);
  const { plan, planVersion } = await planVersionOf(op, api, input.billingPlanVersionId);
  const version = input.apiVersionId ? await versionOf(op, api, input.apiVersionId, 'apiVersionId') : null;
  await checkInvited(op, { owner, api, plan });
  await checkApproved(op, { owner, api, plan });
  const running = await steps.findByField(
    'subscription',
    'runsFor',
    runsFor(owner.number, String(outwardId(api))),
  );
  const links = {
    [owner.type]: [owner.id],
    api: [api.id],
    billingPlanVersion: [planVersion.id],
  };
  const apiVersionId = version === null ? (api.fields.currentVersionId ?? '') : outwardId(version);
  if (running === null) {
    const pending = await steps.create('subscription', {
      fields: { status: 'PENDING', apiVersionId },
      links,
    });
    steps.nextStep();
    return steps.update(pending, { status: 'ACTIVE' });
  }
  if (running.fields.billingPlanVersionId === outwardId(planVersion)) {
    throw conflict(`Subscription ${running.number} is to this plan already.`);
  }
  const next = await steps.create('subscription', { fields: { status: 'ACTIVE', apiVersionId }, links });
  await cancel(op, running);
  return next;
}

/** The owner of a new API can call it at once. */
export async function subscribeOwner(
  { steps }: Operation,
  input: { owner: ObjectRecord; api: ObjectRecord; version: ObjectRecord; planVersion: ObjectRecord },
): Promise<void> {
  const { owner, api, version, planVersion } = input;
  await steps.create('subscription', {
    fields: { status: 'ACTIVE', isInternal: true, apiVersionId: outwardId(version) },
    links: { [owner.type]: [owner.id], api: [api.id], billingPlanVersion: [planVersion.id] },
  });
}

/** Subscriptions are canceled, and stay as what was. */
export async function deleteSubscriptions(op: Operation, ids: readonly string[]): Promise<void> {
  const subscriptions: ObjectRecord[] = [];
  for (const id of eachOnce('ids', ids)) {
    const subscription = await found(op, 'subscription', id);
    if (subscription.fields.status === 'CANCELED') throw noSuch('subscription', id);
    if (subscription.fields.type === 'SEATS')
      throw conflict('The subscription for the seats of an organization goes with the organization.');
    subscriptions.push(subscription);
  }
  for (const subscription of subscriptions) await cancel(op, subscription);
}

async function cancel({ steps, now }: Operation, subscription: ObjectRecord): Promise<void> {
  await steps.update(subscription, { status: 'CANCELED', canceled: 1, canceledAt: now() });
}

async function planVersionOf(
  op: Operation,
  api: ObjectRecord,
  id: string,
): Promise<{ plan: ObjectRecord; planVersion: ObjectRecord }> {
  const planVersion = await found(op, 'billing_plan_version', id);
  if (planVersion.fields.apiId !== outwardId(api))
    throw problem('billingPlanVersionId', 'is of a plan of another API; take one of the plans of this API');
  const plan = await op.steps.get('billing_plan', planVersion.links.billingPlan?.[0] ?? '');
  if (plan.fields.status !== 'ACTIVE' || planVersion.fields.current !== true) {
    throw new BellwireError(
      'conflict',
      'This version of the plan is not offered any more. Take the current one.',
    );
  }
  return { plan, planVersion };
}
