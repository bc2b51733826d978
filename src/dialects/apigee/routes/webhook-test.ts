import { permit } from '../../../access/principal.ts';
import { BellwireError } from '../../../base/errors.ts';
import { parentId } from '../../../catalogue/object-record.ts';
import { findUnstorable } from '../../../catalogue/storable.ts';
import { runningAt } from '../../../metering/periods.ts';
import { dayIn } from '../dates.ts';
import { type CallFields, triggerReason } from '../format/call-fields.ts';
import { thresholdReached } from '../format/index.ts';
import { timeZoneOf } from '../profile.ts';
import { adjustableTermsOf } from '../rate-plan-rules.ts';
import { callFieldsOf } from '../usage/call-fields-of.ts';
import { propertiesOf, withProperties } from '../usage/sample-call.ts';
import type { Address, MintAnswer, MintRequest } from './address.ts';
import { objectFrom } from './body.ts';
import { invalidInput, MintError, noSuch } from './errors.ts';
import { holderNamed, objectNamed } from './lookup.ts';

const path = '/webhooks/:webhookId/test/:developer/:app/:product/:ratePlan';

/** Testing a webhook: what can trigger it, what a call would look like, and such a call. */
export const webhookTestAddresses: readonly Address[] = [
  { path, verbs: { GET: triggers, POST: run } },
  { path: `${path}/:trigger`, verbs: { GET: sample } },
];

/** What a sample tells of, where no accepted plan says better. */
const sampleTarget = 1000;

async function triggers(request: MintRequest): Promise<MintAnswer> {
  await sampleOf(request);
  return { status: 200, body: [triggerReason] };
}

async function sample(request: MintRequest): Promise<MintAnswer> {
  const { trigger = '' } = request.params;
  if (trigger !== triggerReason) throw noSuch('Trigger type', trigger);
  const { fields } = await sampleOf(request);
  return { status: 200, body: { eventTriggerReason: triggerReason, properties: propertiesOf(fields) } };
}

/**
 * Sends one call to this webhook alone, once, and answers when that has ended: nothing has happened, so it is no event, and
 * stands in the log as a test. What came of it is said there; the vendor answers 201 in any case.
 */
async function run(request: MintRequest): Promise<MintAnswer> {
  const { services, context } = request;
  permit(context.principal, 'webhooks.write', context.organization.id);
  const body = objectFrom(request.body);
  const { fields: sampled, webhook } = await sampleOf(request);
  if (body.eventTriggerReason !== triggerReason) {
    const problem = { field: 'eventTriggerReason', message: `must be ${triggerReason}` };
    throw invalidInput('The test is not valid.', [problem]);
  }
  const changed = withProperties(sampled, body.properties);
  if ('field' in changed) throw invalidInput('The test is not valid.', [changed]);
  const unstorable = findUnstorable(changed.fields);
  if (unstorable.length > 0) throw invalidInput('The test is not valid.', unstorable);
  if (!webhook.enabled)
    throw new MintError(409, 'mint.conflict', 'The webhook is disabled; enable it first.');
  await services.webhooks.sendTest(context, { id: webhook.id, type: thresholdReached, data: changed.fields });
  const { eventTriggerReason } = body;
  return { status: 201, body: { eventTriggerReason, properties: propertiesOf(changed.fields) } };
}

/** A call as it would be if the developer reached 80 % now. Throws 404 for what the path names and is not there. */
async function sampleOf(request: MintRequest) {
  const { services, context, params } = request;
  const webhook = await webhookAt(request);
  const holder = await holderNamed(request, params.developer);
  const app = await appOf(request, holder.id, holder.type);
  const product = await objectNamed(request, 'api_product', params.product);
  const ratePlan = await objectNamed(request, 'rate_plan', params.ratePlan);
  const bundleId = parentId(ratePlan, 'monetizationPackage') ?? '';
  const { object: monetizationPackage } = await services.objects.get(context, {
    type: 'monetization_package',
    id: bundleId,
  });
  const accepted = await acceptedOf(request, holder, ratePlan.id);
  const target = Number(accepted?.fields.quotaTarget ?? sampleTarget);
  const now = services.clock.now();
  const timeZone = await timeZoneOf(services, context);
  const startDay = String(accepted?.fields.startDate ?? dayIn(timeZone, now)).slice(0, 10);
  const periodMonths = adjustableTermsOf(ratePlan.fields)?.months ?? 1;
  const { endsAtMs } = runningAt({ startDay, endDay: null, timeZone, periodMonths }, now.getTime());
  const fields: CallFields = callFieldsOf(
    {
      used: String(Math.ceil(target * 0.8)),
      target: String(target),
      periodEndsAt: new Date(endsAtMs),
      at: now,
    },
    {
      orgName: context.organization.key,
      developer: holder.type === 'developer' ? holder : undefined,
      company: holder.type === 'company' ? holder : undefined,
      app,
      ratePlan,
      monetizationPackage,
      products: [product],
    },
  );
  return { fields, webhook };
}

async function webhookAt({ services, context, params }: MintRequest) {
  const id = params.webhookId ?? '';
  try {
    return await services.webhooks.get(context, id);
  } catch (error) {
    if (error instanceof BellwireError && error.code === 'not-found') throw noSuch('Webhook', id);
    throw error;
  }
}

const maxListed = 1000;

async function appOf({ services, context, params }: MintRequest, holderId: string, relation: string) {
  const input = { parentIds: [holderId], type: 'app', relation, limit: maxListed };
  const apps = (await services.objects.childrenOf(context, input)).get(holderId) ?? [];
  const { app: name = '' } = params;
  const found = apps.find(({ object }) => object.id === name || object.fields.name === name);
  if (found === undefined) throw noSuch('Application', name);
  return found.object;
}

async function acceptedOf(
  { services, context }: MintRequest,
  holder: { id: string; type: string },
  planId: string,
) {
  const type = 'developer_rate_plan';
  const input = { parentIds: [holder.id], type, relation: holder.type, limit: maxListed };
  const all = (await services.objects.childrenOf(context, input)).get(holder.id) ?? [];
  return all
    .map(({ object }) => object)
    .filter((one) => parentId(one, 'ratePlan') === planId)
    .at(-1);
}
