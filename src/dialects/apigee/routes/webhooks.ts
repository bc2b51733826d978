import { BellwireError } from '../../../base/errors.ts';
import type { Json, JsonObject } from '../../../base/json.ts';
import type { Context } from '../../../objects/context.ts';
import { webhookNameTaken } from '../../../store/queries/webhooks/webhook-name-taken.ts';
import { askedElsewhere } from '../../../webhooks/check-move.ts';
import type { WebhookCheck } from '../../../webhooks/services.ts';
import type { WebhookView } from '../../../webhooks/webhook-view.ts';
import { removeWebhook } from '../webhooks/remove.ts';
import type { Address, MintAnswer, MintRequest } from './address.ts';
import { flagFrom, objectFrom } from './body.ts';
import { invalidInput, MintError, noSuch } from './errors.ts';
import { flagParameter } from './query.ts';

/** The webhooks of an organization: fields and answers as the vendor's page on webhooks shows them. */
export const webhookAddresses: readonly Address[] = [
  { path: '/webhooks', verbs: { GET: list, POST: create } },
  // The page edits by PUT and switches on and off by POST; the vendor's reference has POST for both.
  { path: '/webhooks/:webhookId', verbs: { GET: get, PUT: update, POST: update, DELETE: remove } },
];

async function list({ services, context }: MintRequest): Promise<MintAnswer> {
  const webhooks = await services.webhooks.list(context);
  return {
    status: 200,
    body: { totalRecords: webhooks.length, webhooks: webhooks.map((each) => shown(each)) },
  };
}

async function get({ services, context, params }: MintRequest): Promise<MintAnswer> {
  const id = params.webhookId ?? '';
  return { status: 200, body: shown(await known(id, () => services.webhooks.get(context, id))) };
}

async function create({ services, context, body }: MintRequest): Promise<MintAnswer> {
  const { name, url, enabled } = changeFrom(objectFrom(body));
  if (name === undefined) {
    throw notSpecified('mint.webhookNameNotSpecified', 'name', 'The webhook needs a name.');
  }
  if (url === undefined) {
    throw notSpecified('mint.webhookPostUrlNotSpecified', 'postURL', 'The webhook needs a postURL.');
  }
  const on = enabled ?? context.organization.settings.newWebhooksEnabled ?? true;
  const input = { name, url, enabled: on };
  const webhook = await told(() => services.webhooks.create(context, input, nameOnce(context)));
  return { status: 200, body: shown(webhook, context) };
}

async function update({ services, context, params, body }: MintRequest): Promise<MintAnswer> {
  const id = params.webhookId ?? '';
  const change = changeFrom(objectFrom(body));
  const webhook = await known(id, () =>
    told(() => services.webhooks.update(context, { id }, change, nameOnce(context))),
  );
  return { status: 200, body: shown(webhook, context) };
}

async function remove({ services, context, params, query }: MintRequest): Promise<MintAnswer> {
  const id = params.webhookId ?? '';
  const force = flagParameter(query, 'forceDelete', true);
  await known(id, () => removeWebhook(services, context, { id, force }));
  return { status: 204 };
}

/** What the caller may say; what the vendor answers besides is let pass, since clients send back what they were given. */
function changeFrom(body: JsonObject): { name?: string; url?: string; enabled?: boolean } {
  const unknown = Object.keys(body).filter((name) => !knownProperties.has(name));
  if (unknown.length > 0) {
    const problems = unknown.map((field) => ({ field, message: 'is not a property of a webhook' }));
    throw invalidInput('The webhook is not valid.', problems);
  }
  const name = textFrom(body, 'name', notSpecifiedName);
  const url = textFrom(body, body.postURL === undefined ? 'postUrl' : 'postURL', notSpecifiedUrl);
  const enabled = flagFrom(body.enabled, 'enabled');
  return {
    ...(name !== undefined && { name }),
    ...(url !== undefined && { url }),
    ...(enabled !== undefined && { enabled }),
  };
}

const knownProperties = new Set([
  'created',
  'createdBy',
  'enabled',
  'id',
  'name',
  'orgId',
  'postURL',
  'postUrl',
  'updated',
  'updatedBy',
]);
const notSpecifiedName = 'mint.webhookNameNotSpecified';
const notSpecifiedUrl = 'mint.webhookPostUrlNotSpecified';

function textFrom(body: JsonObject, field: string, whenBlank: string): string | undefined {
  const value: Json | undefined = body[field];
  if (value === undefined) return undefined;
  if (typeof value !== 'string' || value.trim() === '') {
    throw notSpecified(whenBlank, field, `The webhook needs a ${field}.`);
  }
  return value;
}

function notSpecified(code: string, field: string, message: string): MintError {
  return new MintError(400, code, message, { problems: [{ field, message: 'is required' }] });
}

/** Names are unique: people pick webhooks by them. Checked where nobody can slip in between. */
function nameOnce({ organization }: Context): WebhookCheck {
  return {
    async check(tx, id) {
      if (!(await webhookNameTaken(tx, { organizationId: organization.id, id }))) return;
      throw new MintError(409, 'mint.webhookNameAlreadyExists', 'There is a webhook of that name already.', {
        problems: [{ field: 'name', message: 'is taken' }],
      });
    },
  };
}

/** What is wrong with a webhook, with the vendor's name for its URL. */
async function told<Result>(run: () => Promise<Result>): Promise<Result> {
  try {
    return await run();
  } catch (error) {
    if (!(error instanceof BellwireError) || error.code !== 'invalid') throw error;
    const problems = askedElsewhere(error.problems).map(({ field, message }) => ({
      field: field === 'url' ? 'postURL' : field,
      message,
    }));
    const [first] = problems;
    const code = first?.field === 'postURL' ? 'mint.invalidWebhookPostUrl' : 'mint.invalidInput';
    const message = first === undefined ? error.message : `${first.field} ${first.message}.`;
    throw new MintError(400, code, message, { problems });
  }
}

async function known<Result>(id: string, run: () => Promise<Result>): Promise<Result> {
  try {
    return await run();
  } catch (error) {
    if (error instanceof BellwireError && error.code === 'not-found') throw noSuch('Webhook', id);
    throw error;
  }
}

/** A webhook as the vendor shows it. `orgId` stands only in answers to creating and changing one. */
function shown(webhook: WebhookView, context?: Context): JsonObject {
  return {
    created: webhook.createdAt.getTime(),
    ...(webhook.createdBy !== null && { createdBy: webhook.createdBy }),
    enabled: webhook.enabled,
    id: webhook.id,
    name: webhook.name,
    ...(context !== undefined && { orgId: context.organization.key }),
    postUrl: webhook.url,
    updated: webhook.updatedAt.getTime(),
    ...(webhook.updatedBy !== null && { updatedBy: webhook.updatedBy }),
  };
}
