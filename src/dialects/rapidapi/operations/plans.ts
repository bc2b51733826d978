import { type JsonObject, sameJson } from '../../../base/json.ts';
import type { ObjectRecord } from '../../../catalogue/object-record.ts';
import { outwardId } from '../ids.ts';
import { found, foundActive } from './lookup.ts';
import { given, slugOf } from './names.ts';
import { eachOnce, type Operation, problem, required } from './operation.ts';
import { currentVersion, versionOf } from './versions-of-api.ts';

/** What one pays and may use: the part of a plan that its versions hold. */
interface Terms {
  price?: number | null;
  type?: string | null;
  rateLimit?: JsonObject | null;
  billingLimits?: readonly (JsonObject | null)[] | null;
}

interface PlanFields {
  name?: string | null;
  visibility?: string | null;
  hidden?: boolean | null;
  recommended?: boolean | null;
  isPrivatePlan?: boolean | null;
  targetGroup?: string | null;
  shouldRequestApproval?: boolean | null;
  requestApprovalQuestion?: string | null;
}

export type PlanCreate = PlanFields & Terms & { api: string; apiVersion: string; name: string; type: string };

/** The API and its current version count as changed with the plan. */
export async function createPlan(op: Operation, input: PlanCreate): Promise<ObjectRecord> {
  const api = await found(op, 'api', input.api);
  const version = await versionOf(op, api, input.apiVersion, 'apiVersion');
  const { plan } = await insertPlan(op, {
    api,
    version,
    fields: { ...(await storedFields(op, api, input)), type: input.type },
    terms: storedTerms(input),
  });
  await op.steps.touch(await currentVersion(op, api), api);
  return plan;
}

/** The rows of a plan: itself, and its first version. */
export async function insertPlan(
  { steps }: Operation,
  input: {
    api: ObjectRecord;
    version: ObjectRecord;
    fields: JsonObject & { name: string };
    terms: JsonObject;
  },
): Promise<{ plan: ObjectRecord; planVersion: ObjectRecord }> {
  const { api, version, fields, terms } = input;
  const plan = await steps.create('billing_plan', {
    fields: { ...fields, slugifiedName: slugOf(fields.name), apiversion: outwardId(version) },
    links: { api: [api.id], apiVersions: [version.id] },
  });
  const planVersion = await steps.create('billing_plan_version', {
    fields: { name: 'V1', current: true, ...terms },
    links: { billingPlan: [plan.id] },
  });
  return { plan: await steps.update(plan, { version: shownVersion(planVersion) }), planVersion };
}

export type PlanUpdate = PlanFields & Terms & { billingPlanId?: string | null; api?: string | null };

/** New terms are a new version, from which those who have subscribed already keep away; that one is not told by itself. */
export async function updatePlan(op: Operation, input: PlanUpdate): Promise<ObjectRecord> {
  const { steps } = op;
  const before = await foundActive(op, 'billing_plan', required(input.billingPlanId, 'billingPlanId'));
  const api = await steps.get('api', before.links.api?.[0] ?? '');
  if (input.api && input.api !== outwardId(api)) throw problem('api', 'is not the API of this plan');
  const versions = await steps.children('billing_plan_version', 'billingPlan', [before]);
  const last = versions.find((version) => version.fields.current === true);
  const terms = { ...termsOf(last), ...storedTerms(input) };
  const fields: JsonObject = {
    ...(await storedFields(op, api, input)),
    ...given({ type: input.type }),
  };
  if (last === undefined || !sameJson(terms, termsOf(last))) {
    const next = await steps.create('billing_plan_version', {
      fields: { ...terms, name: `V${versions.length + 1}`, current: true },
      links: { billingPlan: [before.id] },
    });
    if (last !== undefined) await steps.update(last, { current: false });
    fields.version = shownVersion(next);
  }
  const after = await steps.update(before, fields);
  if (after.version !== before.version) await steps.touch(await currentVersion(op, api), api);
  return after;
}

/** Plans are archived: those who have subscribed keep them, and nobody else can subscribe. */
export async function deletePlans(op: Operation, ids: readonly string[]): Promise<void> {
  const plans: ObjectRecord[] = [];
  for (const id of eachOnce('ids', ids)) plans.push(await foundActive(op, 'billing_plan', id));
  for (const plan of plans) await op.steps.update(plan, { status: 'DELETED', deletedAt: op.now() });
}

async function storedFields<Name extends string | null | undefined>(
  op: Operation,
  api: ObjectRecord,
  input: PlanFields & { name?: Name },
): Promise<JsonObject & { name: Name extends string ? string : string }> {
  const { name, visibility, hidden, recommended, isPrivatePlan, targetGroup, ...approval } = input;
  if (name === '') throw problem('name', 'must not be blank');
  const { shouldRequestApproval, requestApprovalQuestion } = approval;
  return {
    ...given({ name, hidden, recommended, shouldRequestApproval, requestApprovalQuestion }),
    ...(name && { slugifiedName: slugOf(name) }),
    ...given({ visibility: visibility ?? visibilityOf(isPrivatePlan) }),
    ...(targetGroup && { targetGroupId: await targetGroupOf(op, api, targetGroup) }),
  } as JsonObject & { name: string };
}

function visibilityOf(isPrivate: boolean | null | undefined): string | undefined {
  if (isPrivate === null || isPrivate === undefined) return undefined;
  return isPrivate ? 'PRIVATE' : 'PUBLIC';
}

async function targetGroupOf(op: Operation, api: ObjectRecord, id: string): Promise<string> {
  const group = await found(op, 'target_group', id);
  if (group.links.api?.[0] !== api.id) throw problem('targetGroup', 'is one of another API');
  return String(outwardId(group));
}

function storedTerms({ price, type, rateLimit, billingLimits }: Terms): JsonObject {
  return {
    ...given({ price, period: type, rateLimit }),
    ...(typeof price === 'number' && { pricing: price > 0 ? 'PAID' : 'FREE' }),
    ...(billingLimits && { billinglimits: billingLimits.flatMap(storedLimit) }),
  };
}

/** In rows, the vendor writes one of the names in another way. */
function storedLimit(limit: JsonObject | null): JsonObject[] {
  if (limit === null) return [];
  const { overagePrice, ...rest } = limit;
  return [{ ...rest, ...(overagePrice !== undefined && { overageprice: overagePrice }) }];
}

const termNames = ['price', 'pricing', 'period', 'rateLimit', 'billinglimits'];

function termsOf(version: ObjectRecord | undefined): JsonObject {
  return Object.fromEntries(
    termNames.flatMap((name) => {
      const value = version?.fields[name];
      return value === undefined ? [] : [[name, value]];
    }),
  );
}

/** A version as its plan shows it. */
function shownVersion(version: ObjectRecord): JsonObject {
  return { id: outwardId(version), name: version.fields.name ?? '', current: true, ...termsOf(version) };
}
