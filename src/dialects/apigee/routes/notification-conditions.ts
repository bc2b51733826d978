import { isJsonObject, type JsonObject } from '../../../base/json.ts';
import type { ObjectRecord } from '../../../catalogue/object-record.ts';
import { notificationRequestFrom } from '../conditions/notification-request.ts';
import { adjustableTermsOf } from '../rate-plan-rules.ts';
import type { Address, MintAnswer, MintRequest } from './address.ts';
import { objectFrom } from './body.ts';
import { invalidInput, MintError } from './errors.ts';
import { objectAt } from './lookup.ts';

/** When a plan's webhooks are called. One id stands for a condition together with its actions. */
export const notificationConditionAddresses: readonly Address[] = [
  { path: '/notification-conditions', verbs: { GET: list, POST: create } },
  { path: '/notification-conditions/:conditionId', verbs: { GET: get, PUT: update, DELETE: remove } },
];

const type = 'notification_condition';
/** The vendor's list has no pages. */
const maxListed = 10_000;

async function list({ services, context }: MintRequest): Promise<MintAnswer> {
  const { objects, total } = await services.objects.list(context, { type, limit: maxListed, offset: 0 });
  const notificationConditions = objects.map(({ object }) => shown(object, context.organization.key));
  return { status: 200, body: { notificationConditions, totalRecords: total } };
}

async function get(request: MintRequest): Promise<MintAnswer> {
  const condition = await objectAt(request, type, request.params.conditionId);
  return { status: 200, body: shown(condition, request.context.organization.key) };
}

async function create(request: MintRequest): Promise<MintAnswer> {
  const input = await inputFrom(request);
  const { object } = await request.services.objects.create(request.context, { type, ...input });
  return { status: 200, body: shown(object, request.context.organization.key) };
}

async function update(request: MintRequest): Promise<MintAnswer> {
  const { id } = await objectAt(request, type, request.params.conditionId);
  const input = await inputFrom(request);
  const { object } = await request.services.objects.update(request.context, { type, id, ...input });
  return { status: 200, body: shown(object, request.context.organization.key) };
}

async function remove(request: MintRequest): Promise<MintAnswer> {
  const { id } = await objectAt(request, type, request.params.conditionId);
  await request.services.objects.remove(request.context, { type, id });
  return { status: 204 };
}

/** Fields and links of the object; the texts stay as they were written. Throws with all that is wrong. */
async function inputFrom(
  request: MintRequest,
): Promise<{ fields: JsonObject; links: Record<string, string[]> }> {
  const { services, context, body } = request;
  const { request: wanted, problems } = notificationRequestFrom(objectFrom(body));
  if (problems.length > 0) {
    const [first] = problems;
    throw invalidInput(
      `The notification condition is not valid: ${first?.field} ${first?.message}.`,
      problems,
    );
  }
  const plan = await services.objects.find(context, {
    type: 'rate_plan',
    field: 'planId',
    value: wanted.planId,
  });
  if (plan === null)
    throw invalidInput(`There is no rate plan ${wanted.planId}.`, [atPlan('does not exist')]);
  if (adjustableTermsOf(plan.object.fields) === null) {
    const message = 'is not an adjustable notification rate plan; webhooks are for those only';
    throw invalidInput(`The rate plan ${wanted.planId} ${message}.`, [atPlan(message)]);
  }
  if (plan.object.fields.published !== true) {
    throw new MintError(
      400,
      'mint.ratePlanNotPublished',
      `The rate plan ${wanted.planId} is not published.`,
      {
        problems: [atPlan('is not published')],
      },
    );
  }
  await checkWebhooks(request, wanted.actions);
  const { ids } = services;
  return {
    fields: {
      notificationCondition: wanted.attributes.map(({ attribute, value, name }) => ({
        id: ids.uuid(),
        attribute: attribute ?? '',
        value: value ?? '',
        ...(name !== undefined && { name }),
      })),
      actions: wanted.actions.map(({ actionAttribute, value }) => ({
        id: ids.uuid(),
        actionAttribute: actionAttribute ?? '',
        value: value ?? '',
      })),
      percents: wanted.percents,
      webhookIds: wanted.webhookIds,
    },
    links: { ratePlan: [plan.object.id] },
  };
}

const atPlan = (message: string) => ({ field: 'RATEPLAN', message });

/** That each action names a webhook, and a `postURL`, where there is one, is that webhook's: calls go there only. */
async function checkWebhooks(
  { services, context }: MintRequest,
  actions: readonly JsonObject[],
): Promise<void> {
  const webhooks = await services.webhooks.list(context);
  const problems = actions.flatMap(({ value, postURL }, index) => {
    const webhook = webhooks.find(({ id }) => id === String(value).toLowerCase());
    if (webhook === undefined) return [{ field: `actions.${index}.value`, message: 'is no webhook' }];
    if (postURL === undefined || postURL === webhook.url) return [];
    return [{ field: `actions.${index}.postURL`, message: 'is not the URL of that webhook; leave it out' }];
  });
  if (problems.length === 0) return;
  const [first] = problems;
  throw invalidInput(`The notification condition is not valid: ${first?.field} ${first?.message}.`, problems);
}

function shown(condition: ObjectRecord, organization: string): JsonObject {
  const { notificationCondition, actions } = condition.fields;
  const entries = (list: unknown) => (Array.isArray(list) ? list.filter(isJsonObject) : []);
  return {
    id: condition.id,
    notificationCondition: entries(notificationCondition).map((entry) => ({
      ...entry,
      organization: { id: organization },
    })),
    actions: entries(actions),
  };
}
