import { invalid } from '../../../base/errors.ts';
import { sameJson } from '../../../base/json.ts';
import { type ObjectRecord, parentId } from '../../../catalogue/object-record.ts';
import type { Crossing } from '../../../metering/meter-contract.ts';
import { meterWrites } from '../../../metering/meter-writes.ts';
import type { MeteredDialect } from '../../../metering/metered-dialect.ts';
import type { Along, Change } from '../../../pipeline/changes/plan.ts';
import type { Queries } from '../../../store/database.ts';
import { objectsByIds } from '../../../store/queries/objects/objects-by-ids.ts';
import { objectsChildren } from '../../../store/queries/objects/objects-children.ts';
import { objectsList } from '../../../store/queries/objects/objects-list.ts';
import { webhooksStay } from '../../../store/queries/webhooks/webhooks-stay.ts';
import { adjustableTermsOf } from '../rate-plan-rules.ts';
import { groupingsAfter } from './groups.ts';
import { lastDayOf, meterOf } from './meter-of.ts';

/** In whose transaction, and when. */
interface Following {
  tx: Queries;
  organizationId: string;
  now: Date;
}

/**
 * The meter follows the objects: whatever changes them, a verb or a cascade, this runs in the same transaction. So an
 * accepted plan always has its meter, and a condition its thresholds.
 */
export function followObjects(tell: MeteredDialect['tell']): Along {
  return async (tx, { organizationId, changes, now }) => {
    const following = { tx, organizationId, now };
    const crossings: Crossing[] = [];
    // In the order of their ids, so that two transactions do not wait for each other's meters in a circle.
    const ordered = [...changes].sort((one, other) => (one.after.id < other.after.id ? -1 : 1));
    for (const change of ordered) {
      const follow = Object.hasOwn(followers, change.type.name) ? followers[change.type.name] : undefined;
      crossings.push(...((await follow?.(following, change)) ?? []));
    }
    const meters = await groupingsAfter(tx, organizationId, changes);
    if (meters.length > 0)
      crossings.push(...(await meterWrites.setGroups(tx, { organizationId, meters, now })));
    return crossings.length === 0 ? [] : tell(tx, crossings);
  };
}

type Follow = (following: Following, change: Change) => Promise<readonly Crossing[] | undefined>;

const followers: Readonly<Record<string, Follow>> = {
  developer_rate_plan: followAccepted,
  rate_plan: followPlan,
  monetization_package: followPackage,
  organization_profile: followProfile,
  notification_condition: followCondition,
};

async function followAccepted(following: Following, { operation, before, after, related }: Change) {
  const { tx, organizationId, now } = following;
  if (operation === 'deleted') {
    await meterWrites.close(tx, { organizationId, ids: [after.id] });
    return;
  }
  const plan = related.ratePlan;
  if (plan === undefined) throw new Error(`The accepted plan ${after.id} came without its plan`);
  if (operation === 'created') {
    const meter = await newMeter(following, after, plan);
    if (meter !== null) await meterWrites.open(tx, [meter]);
    return;
  }
  if (adjustableTermsOf(plan.fields) === null) return;
  const target = before?.fields.quotaTarget !== after.fields.quotaTarget;
  const end = before?.fields.endDate !== after.fields.endDate;
  if (!target && !end) return;
  return meterWrites.change(tx, {
    organizationId,
    id: after.id,
    ...(target && { target: String(after.fields.quotaTarget) }),
    ...(end && { endDay: lastDayOf(after, plan) }),
    now,
  });
}

async function newMeter({ tx, organizationId, now }: Following, accepted: ObjectRecord, plan: ObjectRecord) {
  const bundleId = parentId(plan, 'monetizationPackage') ?? '';
  const bundle = (await objectsByIds(tx, { organizationId, ids: [bundleId] })).get(bundleId);
  if (bundle === undefined) throw new Error(`The plan ${plan.id} has no package`);
  const profiles = await objectsList(tx, organizationId, {
    type: 'organization_profile',
    limit: 1,
    offset: 0,
  });
  const timeZone = String(profiles.objects[0]?.fields.timezone ?? 'UTC');
  return meterOf(accepted, { plan, bundle, timeZone, now });
}

/** All accepted plans of one plan: more than that is beyond what one change should touch. */
const maxAccepted = 100_000;

/** Of a published plan only the end can change; that ends what was accepted of it. */
async function followPlan({ tx, organizationId, now }: Following, { operation, before, after }: Change) {
  if (operation !== 'updated' || before?.fields.endDate === after.fields.endDate) return;
  if (adjustableTermsOf(after.fields) === null) return;
  const found = await objectsChildren(tx, {
    organizationId,
    parentIds: [after.id],
    type: 'developer_rate_plan',
    relation: 'ratePlan',
    limit: maxAccepted,
  });
  for (const accepted of found.get(after.id) ?? []) {
    const endDay = lastDayOf(accepted, after);
    await meterWrites.change(tx, { organizationId, id: accepted.id, endDay, now });
  }
  return undefined;
}

async function followPackage({ tx, organizationId }: Following, { operation, before, after }: Change) {
  if (operation !== 'updated' || sameJson(before?.links.products, after.links.products)) return;
  const productIds = after.links.products ?? [];
  await meterWrites.setProducts(tx, { organizationId, bundleId: after.id, productIds });
  return undefined;
}

async function followProfile({ tx, organizationId, now }: Following, { before, after }: Change) {
  const { timezone } = after.fields;
  if (before === null || before.fields.timezone === timezone) return;
  await meterWrites.moveZone(tx, { organizationId, timeZone: String(timezone), now });
  return undefined;
}

async function followCondition({ tx, organizationId, now }: Following, { operation, after }: Change) {
  if (operation === 'deleted') {
    await meterWrites.removeThresholds(tx, { organizationId, conditionIds: [after.id] });
    return;
  }
  const webhookIds = textsOf(after.fields.webhookIds);
  const staying = await webhooksStay(tx, organizationId, webhookIds);
  const gone = webhookIds.filter((id) => !staying.has(id));
  if (gone.length > 0) {
    const problems = gone.map((id) => ({
      field: 'actions',
      message: `name the webhook ${id}, which is gone`,
    }));
    throw invalid('The notification condition is not valid.', problems);
  }
  await meterWrites.replaceThresholds(tx, {
    organizationId,
    conditionId: after.id,
    planId: parentId(after, 'ratePlan') ?? '',
    percents: textsOf(after.fields.percents),
    webhookIds,
    now,
  });
  return undefined;
}

function textsOf(value: unknown): string[] {
  return Array.isArray(value) ? value.map(String) : [];
}
