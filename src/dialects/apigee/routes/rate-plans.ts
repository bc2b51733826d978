import type { JsonObject } from '../../../base/json.ts';
import { type ObjectRecord, parentId } from '../../../catalogue/object-record.ts';
import type { ObjectWithRelated } from '../../../objects/operation.ts';
import type { Filter } from '../../../store/queries/objects/filter.ts';
import { dayIn, dayOf } from '../dates.ts';
import { timeZoneOf } from '../profile.ts';
import type { Address, MintAnswer, MintRequest } from './address.ts';
import { idOf, knownFrom } from './body.ts';
import { invalidInput, MintError, noSuch } from './errors.ts';
import { holderNamed, objectNamed, objectWithParents } from './lookup.ts';
import { planHoldersOf } from './plan-holders.ts';
import { flagParameter, pageFrom } from './query.ts';
import { mintRatePlan, text } from './show.ts';

const type = 'rate_plan';
const maxListed = 1000;

/** The rate plans of a package, and of all packages. */
export const ratePlanAddresses: readonly Address[] = [
  { path: '/rate-plans', verbs: { GET: listAll } },
  { path: '/monetization-packages/:package/rate-plans', verbs: { GET: list, POST: create } },
  {
    path: '/monetization-packages/:package/rate-plans/:plan',
    verbs: { GET: get, PUT: update, DELETE: remove },
  },
];

const properties = {
  kept: [
    'name',
    'displayName',
    'description',
    'type',
    'startDate',
    'endDate',
    'published',
    'isPrivate',
    'contractDuration',
    'contractDurationType',
    'keepOriginalStartDate',
    'ratePlanDetails',
  ],
  // Fees and free quantities do not apply to adjustable plans (the vendor's page on them).
  passed: [
    'id',
    'currency',
    'developer',
    'developerCategory',
    'monetizationPackage',
    'organization',
    'advance',
    'earlyTerminationFee',
    'freemiumDuration',
    'freemiumDurationType',
    'freemiumUnit',
    'frequencyDuration',
    'frequencyDurationType',
    'parentRatePlan',
    'paymentDueDays',
    'prorate',
    'recurringFee',
    'recurringStartUnit',
    'recurringType',
    'setUpFee',
  ],
};

async function listAll(request: MintRequest): Promise<MintAnswer> {
  const { services, context, query } = request;
  const { objects, total } = await services.objects.list(context, { type, ...pageFrom(query) });
  const ratePlan = await shownAll(request, objects);
  return { status: 200, body: { ratePlan, total: ratePlan.length, totalRecords: total } };
}

/** With `current` only those that are published and running; `showPrivate` and `standard` as the reference has them. */
async function list(request: MintRequest): Promise<MintAnswer> {
  const { services, context, params, query } = request;
  const { id } = await objectNamed(request, 'monetization_package', params.package);
  const all: Filter[] = [];
  if (!flagParameter(query, 'showPrivate', false)) {
    all.push({ field: 'isPrivate', comparison: 'equals', value: false });
  }
  if (!flagParameter(query, 'standard', true)) {
    all.push({ field: 'type', comparison: 'differs', value: 'STANDARD' });
  }
  const { objects } = await services.objects.list(context, {
    type,
    under: { relation: 'monetizationPackage', parentId: id },
    filter: { all },
    limit: maxListed,
    offset: 0,
  });
  const today = await todayOf(request);
  const wanted = flagParameter(query, 'current', false)
    ? objects.filter(({ object }) => isCurrent(object.fields, today))
    : objects;
  const ratePlan = await shownAll(request, wanted);
  return { status: 200, body: { ratePlan, total: ratePlan.length, totalRecords: ratePlan.length } };
}

/** The day that it is in the organization's time zone. */
export async function todayOf({ services, context }: MintRequest): Promise<string> {
  return dayIn(await timeZoneOf(services, context), services.clock.now());
}

/** Whether a plan is published and runs on that day. */
export function isCurrent({ published, startDate, endDate }: JsonObject, today: string): boolean {
  const ended = endDate !== '' && dayOf(String(endDate)) < today;
  return published === true && dayOf(String(startDate)) <= today && !ended;
}

async function create(request: MintRequest): Promise<MintAnswer> {
  const { services, context, params } = request;
  const { id } = await objectNamed(request, 'monetization_package', params.package);
  const { body, fields } = inputFrom(request.body);
  // Bring your own id to keep what scripts and conditions know the plan by.
  const planId = typeof body.id === 'string' ? body.id : '';
  const holder = idOf(body.developer);
  const forWhom = holder === undefined ? null : await holderNamed(request, holder);
  const links = {
    monetizationPackage: [id],
    ...(forWhom !== null && { [forWhom.type]: [forWhom.id] }),
  };
  // Whom it names says what kind of plan it is, where nobody else does.
  const kind = forWhom !== null && fields.type === undefined ? { type: 'DEVELOPER' } : {};
  const input = { type, fields: { ...fields, ...kind, planId }, links };
  const created = await services.objects.create(context, input);
  return { status: 201, body: await shown(request, created) };
}

async function get(request: MintRequest): Promise<MintAnswer> {
  const plan = await planOf(request);
  return { status: 200, body: await shown(request, await objectWithParents(request, type, plan.id)) };
}

async function update(request: MintRequest): Promise<MintAnswer> {
  const { services, context } = request;
  const { id } = await planOf(request);
  const { fields } = inputFrom(request.body);
  const changed = await services.objects.update(context, { type, id, fields });
  return { status: 200, body: await shown(request, changed) };
}

async function remove(request: MintRequest): Promise<MintAnswer> {
  const plan = await planOf(request);
  if (plan.fields.published === true) {
    throw new MintError(
      409,
      'mint.ratePlanPublished',
      'A published plan cannot be deleted; give it an endDate.',
    );
  }
  await request.services.objects.remove(request.context, { type, id: plan.id });
  return { status: 204 };
}

/** The plan that the path names: it has to be one of the package that the path names. */
async function planOf(request: MintRequest): Promise<ObjectRecord> {
  const { params } = request;
  const found = await objectNamed(request, 'monetization_package', params.package);
  const plan = await objectNamed(request, type, params.plan);
  if (parentId(plan, 'monetizationPackage') !== found.id) throw noSuch('Rate plan', params.plan ?? '');
  return plan;
}

function inputFrom(given: unknown): { body: JsonObject; fields: JsonObject } {
  const { body, fields } = knownFrom(given, 'rate plan', properties);
  if (Array.isArray(fields.ratePlanDetails) && fields.ratePlanDetails.length > 100) {
    const problem = { field: 'ratePlanDetails', message: 'must have at most 100 items' };
    throw invalidInput('The rate plan is not valid.', [problem]);
  }
  return {
    body,
    fields: {
      ...fields,
      ...(body.currency !== undefined && { currency: idOf(body.currency) ?? text(body.currency) }),
      ...(body.developerCategory !== undefined && {
        developerCategory: idOf(body.developerCategory) ?? text(body.developerCategory),
      }),
    },
  };
}

async function shown(request: MintRequest, plan: ObjectWithRelated): Promise<JsonObject> {
  const [body] = await shownAll(request, [plan]);
  return body!;
}

async function shownAll(request: MintRequest, plans: readonly ObjectWithRelated[]): Promise<JsonObject[]> {
  const holders = await planHoldersOf(
    request,
    plans.map(({ object }) => object),
  );
  return plans.map(({ object, related }) => {
    const around = { parent: related.monetizationPackage, holder: holders.get(object.id) };
    return mintRatePlan(object, around, request.context.organization.key);
  });
}
