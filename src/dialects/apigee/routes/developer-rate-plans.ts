import type { Json, JsonObject } from '../../../base/json.ts';
import { type ObjectRecord, parentId } from '../../../catalogue/object-record.ts';
import { periodOf, runningAt } from '../../../metering/periods.ts';
import type { ObjectOperation, ObjectWithRelated } from '../../../objects/operation.ts';
import { checkAcceptance, checkEnd, checkTarget, endedBefore, refuseOverlap } from '../accept/acceptance.ts';
import { isForOne, mayAccept } from '../accept/for-whom.ts';
import { overlaps } from '../catalogue/developer-rate-plan.ts';
import { dayOf, type MintDate, mintDateFrom, mintTime } from '../dates.ts';
import { meterDaysOf } from '../meters/meter-of.ts';
import { timeZoneOf } from '../profile.ts';
import type { Address, MintAnswer, MintRequest } from './address.ts';
import { flagFrom, idOf, knownFrom } from './body.ts';
import { companyIdsOf } from './company-ids.ts';
import { invalidInput, MintError, noSuch } from './errors.ts';
import { holderNamed, objectNamed, objectWithParents } from './lookup.ts';
import { planHoldersOf } from './plan-holders.ts';
import { flagParameter, pageFrom } from './query.ts';
import { todayOf } from './rate-plans.ts';
import { mintDeveloper, mintRatePlan, text } from './show.ts';

const type = 'developer_rate_plan';
const maxAccepted = 1000;

/** Accepting rate plans. The vendor's paths take a company wherever they take a developer. */
export const developerRatePlanAddresses: readonly Address[] = ['developers', 'companies'].flatMap((who) => [
  { path: `/${who}/:holder/developer-rateplans`, verbs: { GET: listActive, POST: accept } },
  { path: `/${who}/:holder/developer-rateplans/:id`, verbs: { GET: get, PUT: update, DELETE: remove } },
  { path: `/${who}/:holder/developer-accepted-rateplans`, verbs: { GET: listAccepted } },
]);

const accepting = {
  kept: ['quotaTarget'],
  passed: ['developer', 'ratePlan', 'startDate', 'endDate', 'suppressWarning', 'waveTerminationCharge'],
};
const updating = {
  kept: ['quotaTarget'],
  passed: [...accepting.passed, 'id', 'created', 'updated', 'nextCycleStartDate', 'renewalDate'],
};

async function accept(request: MintRequest): Promise<MintAnswer> {
  const { services, context, params, query } = request;
  const holder = await holderNamed(request, params.holder);
  const { body, fields } = knownFrom(request.body, 'accepted rate plan', accepting);
  const developer = idOf(body.developer);
  if (developer !== undefined && (await holderNamed(request, developer)).id !== holder.id) {
    throw invalid('developer.id', 'is not the developer that the path names');
  }
  const planId = idOf(body.ratePlan);
  if (planId === undefined) throw invalid('ratePlan.id', 'is required');
  const plan = await objectNamed(request, 'rate_plan', planId);
  await checkForWhom(request, plan, holder);
  const start = dateFrom(body, 'startDate');
  if (start === null) throw invalid('startDate', 'is required');
  const end = dateFrom(body, 'endDate');
  const quotaTarget = targetFrom(fields.quotaTarget) ?? 0;
  const today = flagParameter(query, 'force', false) ? null : await todayOf(request);
  checkAcceptance({ plan, start, end, quotaTarget, today });

  const values = { startDate: start.text, endDate: end?.text ?? '', quotaTarget };
  const packageId = parentId(plan, 'monetizationPackage');
  const others = (await acceptedBy(request, holder))
    .map(({ object }) => object)
    .filter((each) => overlaps(each, { packageId, fields: values }));
  if (flagFrom(body.suppressWarning, 'suppressWarning') !== true) refuseOverlap(others, plan);
  const results = await services.objects.apply(context, [
    ...others.map((each): ObjectOperation => ({ type, id: each.id, ...endedBefore(each, start.day) })),
    {
      operation: 'create',
      type,
      fields: values,
      links: { [holder.type]: [holder.id], ratePlan: [plan.id] },
    },
  ]);
  return { status: 201, body: await shown(request, results.at(-1)!) };
}

/** Throws when the plan is for somebody else. */
async function checkForWhom(request: MintRequest, plan: ObjectRecord, holder: ObjectRecord): Promise<void> {
  if (!isForOne(plan)) return;
  const companyIds = await companyIdsOf(request, holder);
  if (mayAccept(plan, { id: holder.id, companyIds })) return;
  const message = 'The rate plan is for another developer or company.';
  throw new MintError(400, 'mint.developerRatePlanAcceptError', message, {
    problems: [{ field: 'ratePlan.id', message: 'is a plan for somebody else' }],
  });
}

async function get(request: MintRequest): Promise<MintAnswer> {
  return { status: 200, body: await shown(request, await acceptedAt(request)) };
}

/** Changes the target or the end. The rest is for life. */
async function update(request: MintRequest): Promise<MintAnswer> {
  const { services, context } = request;
  const { object, related } = await acceptedAt(request);
  const { body, fields } = knownFrom(request.body, 'accepted rate plan', updating);
  const start = dateFrom(body, 'startDate');
  if (start !== null && start.day !== dayOf(text(object.fields.startDate))) {
    throw invalid('startDate', 'cannot be changed once a plan is accepted');
  }
  const quotaTarget = targetFrom(fields.quotaTarget);
  const end = dateFrom(body, 'endDate');
  checkEnd(related.ratePlan!, dayOf(text(object.fields.startDate)), end);
  checkTarget(related.ratePlan!, quotaTarget ?? 0);
  const changed = await services.objects.update(context, {
    type,
    id: object.id,
    fields: {
      ...(quotaTarget !== undefined && { quotaTarget }),
      ...(body.endDate !== undefined && { endDate: end?.text ?? '' }),
    },
  });
  return { status: 200, body: await shown(request, changed) };
}

async function remove(request: MintRequest): Promise<MintAnswer> {
  const { object } = await acceptedAt(request);
  if (dayOf(text(object.fields.startDate)) <= (await todayOf(request))) {
    throw new MintError(
      409,
      'mint.onlyFutureDeveloperRatePlanCanBeDeleted',
      'The plan has begun; give it an endDate to end it.',
    );
  }
  await request.services.objects.remove(request.context, { type, id: object.id });
  return { status: 204 };
}

/** The rate plans that run today, as the reference has it: plans, not their acceptances. */
async function listActive(request: MintRequest): Promise<MintAnswer> {
  const { context, params, query } = request;
  const holder = await holderNamed(request, params.holder);
  const today = await todayOf(request);
  const active = (await acceptedBy(request, holder)).filter(({ object: { fields } }) => {
    const ended = fields.endDate !== '' && dayOf(text(fields.endDate)) < today;
    return dayOf(text(fields.startDate)) <= today && !ended;
  });
  const { limit, offset } = pageFrom(query);
  const part = active.slice(offset, offset + limit);
  const holders = await planHoldersOf(
    request,
    part.map(({ related }) => related.ratePlan!),
  );
  const ratePlan = part.map(({ related: { ratePlan: plan, monetizationPackage: parent } }) =>
    mintRatePlan(plan!, { parent, holder: holders.get(plan!.id) }, context.organization.key),
  );
  return { status: 200, body: { ratePlan, total: ratePlan.length, totalRecords: active.length } };
}

async function listAccepted(request: MintRequest): Promise<MintAnswer> {
  const holder = await holderNamed(request, request.params.holder);
  const accepted = await acceptedBy(request, holder);
  const { limit, offset } = pageFrom(request.query);
  const developerRatePlan: Json[] = [];
  for (const each of accepted.slice(offset, offset + limit)) {
    developerRatePlan.push(await shown(request, each));
  }
  return { status: 200, body: { developerRatePlan, totalRecords: accepted.length } };
}

/** What a holder has accepted, the oldest first. */
async function acceptedBy(
  { services, context }: MintRequest,
  holder: ObjectRecord,
): Promise<ObjectWithRelated[]> {
  const input = { parentIds: [holder.id], type, relation: holder.type, limit: maxAccepted };
  return (await services.objects.childrenOf(context, input)).get(holder.id) ?? [];
}

/** The accepted plan that the path names: it has to be one of the holder that the path names. */
async function acceptedAt(request: MintRequest): Promise<ObjectWithRelated> {
  const { params } = request;
  const holder = await holderNamed(request, params.holder);
  const found = await objectWithParents(request, type, params.id);
  if (parentId(found.object, holder.type) !== holder.id) throw noSuch('Accepted rate plan', params.id ?? '');
  return found;
}

function dateFrom(body: JsonObject, field: string): MintDate | null {
  const value = body[field];
  if (value === undefined || value === null || value === '') return null;
  const date = typeof value === 'string' ? mintDateFrom(value) : null;
  if (date === null) throw invalid(field, 'must be a date such as 2026-01-31 or 2026-01-31 00:00:00');
  return date;
}

function targetFrom(value: Json | undefined): number | undefined {
  if (value === undefined) return undefined;
  const number = typeof value === 'string' && /^[0-9]{1,15}$/.test(value) ? Number(value) : value;
  if (typeof number === 'number' && Number.isSafeInteger(number) && number >= 0) return number;
  throw invalid('quotaTarget', 'must be a whole number of 0 or more');
}

function invalid(field: string, message: string): MintError {
  return invalidInput(`The accepted rate plan is not valid: ${field} ${message}.`, [{ field, message }]);
}

async function shown(request: MintRequest, { object, related }: ObjectWithRelated): Promise<JsonObject> {
  const { services, context } = request;
  const organization = context.organization.key;
  const holder = related.developer ?? related.company;
  const terms = meterDaysOf(object, related.ratePlan!, await timeZoneOf(services, context));
  const plan = related.ratePlan!;
  const around = {
    parent: related.monetizationPackage,
    holder: (await planHoldersOf(request, [plan])).get(plan.id),
  };
  const running = terms === null ? null : runningAt(terms, services.clock.nowMs());
  return {
    id: object.id,
    ...(holder !== undefined && { developer: mintDeveloper(holder, organization) }),
    ratePlan: mintRatePlan(plan, around, organization),
    startDate: text(object.fields.startDate),
    ...(object.fields.endDate !== '' && { endDate: text(object.fields.endDate) }),
    quotaTarget: object.fields.quotaTarget ?? 0,
    ...(terms !== null &&
      running !== null && {
        nextCycleStartDate: mintTime(new Date(periodOf(terms, running.number + 1).startsAtMs)),
      }),
    created: mintTime(object.createdAt),
    updated: mintTime(object.updatedAt),
  };
}
