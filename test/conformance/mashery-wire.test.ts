import { Webhook } from 'standardwebhooks';
import { beforeAll, describe, expect, it } from 'vitest';
import { startTestBellwire, type TestReceiver } from '../harness/bellwire.ts';
import type { HttpAnswer } from '../harness/http-client.ts';
import type { ReceivedCall } from '../harness/receiver.ts';
import {
  applicationBody,
  formPairs,
  formPairsIn,
  jsonIn,
  type Known,
  keyBody,
  memberBody,
  packageKeyBody,
} from './mashery-bodies.ts';

type Body = Record<string, unknown>;
type Type = 'member' | 'application' | 'key' | 'package_key';
const variants = ['json', 'form'].flatMap((encoding) =>
  [false, true].map((methodOverride) => ({ encoding, methodOverride })),
);

/*
 * The story in the order in which it is played: everything is made, changed and deleted once, while four receivers
 * listen, one for each way in which calls can be written.
 */
const story: { type: Type; event: string; method: 'PUT' | 'DELETE'; body: (known: Known) => Body }[] = [
  { type: 'member', event: 'post-create', method: 'PUT', body: memberBody },
  { type: 'application', event: 'post-create', method: 'PUT', body: applicationBody },
  { type: 'key', event: 'post-create', method: 'PUT', body: keyBody },
  { type: 'package_key', event: 'post-create', method: 'PUT', body: packageKeyBody },
  {
    type: 'key',
    event: 'post-update',
    method: 'PUT',
    body: (known) => ({ ...keyBody(known), status: 'disabled' }),
  },
  { type: 'package_key', event: 'post-update', method: 'PUT', body: changedPackageKey },
  { type: 'application', event: 'post-update', method: 'PUT', body: changedApplication },
  { type: 'member', event: 'post-update', method: 'PUT', body: changedMember },
  {
    type: 'package_key',
    event: 'post-delete',
    method: 'DELETE',
    body: (known) => ({ ...changedPackageKey(known), ...changedParents(known) }),
  },
  {
    type: 'key',
    event: 'post-delete',
    method: 'DELETE',
    body: (known) => ({ ...keyBody(known), status: 'disabled', ...changedParents(known) }),
  },
  {
    type: 'application',
    event: 'post-delete',
    method: 'DELETE',
    body: (known) => ({ ...changedApplication(known), member: changedMember(known) }),
  },
  { type: 'member', event: 'post-delete', method: 'DELETE', body: changedMember },
];

const receivers = new Map<object, TestReceiver>();
let known: Known;
let events: HttpAnswer['body'][];

beforeAll(async () => {
  const organization = await (await startTestBellwire()).organization();
  const { v3, v2 } = organization;
  for (const settings of variants) receivers.set(settings, await organization.receiver({ settings }));

  const member = await organization.member({
    username: 'zoë',
    email: 'zoe@example.com',
    displayName: 'Zoë & Söhne',
    phone: '+49 30 1234',
  });
  const application = await organization.application(member, { commercial: true });
  const key = await organization.legacyKey(application);
  const packageKey = await organization.packageKey(application);
  const numberOf = async (type: string, uuid: string) => (await v2.result(`${type}.fetch`, { uuid })).id;
  known = {
    member: { id: await numberOf('member', member.id), uuid: member.id },
    application: { id: await numberOf('application', application.id), uuid: application.id },
    key: { id: key.id, apikey: key.apikey },
    package_key: {
      id: await numberOf('package_key', packageKey.id),
      uuid: packageKey.id,
      apikey: packageKey.apikey,
    },
    package: { id: await numberOf('package', organization.packageId) },
    plan: { id: await numberOf('plan', organization.planId) },
  };
  await v2.result('key.update', { id: key.id, status: 'disabled' });
  await v3.done('PUT', `/packageKeys/${packageKey.id}`, { rateLimitCeiling: 50 });
  await v3.done('PUT', `/applications/${application.id}`, { description: 'All of them.', commercial: false });
  await v3.done('PUT', `/members/${member.id}`, { externalId: 'crm/7' });
  await v3.done('DELETE', `/packageKeys/${packageKey.id}`);
  await v2.result('key.delete', key.id);
  await v3.done('DELETE', `/applications/${application.id}`);
  await v3.done('DELETE', `/members/${member.id}`);

  for (const receiver of receivers.values()) await receiver.waitForCount(story.length);
  events = await organization.native.list('/events');
});

describe.each(variants)('as $encoding, method override $methodOverride', (variant) => {
  const { encoding, methodOverride } = variant;

  it.each(story)('makes the call $event of a $type', ({ type, event, method, body }) => {
    const { webhook, root } = receivers.get(variant)!;
    const call = callOf(variant, type, event);

    expect(call.method).toBe(methodOverride ? 'POST' : method);
    expect(call.url).toMatch(/\?event=post-(create|update|delete)&txn=[0-9a-f]{32}$/);
    expect(call.url).toBe(`/v1/${type}/${known[type].id}?event=${event}&txn=${call.txn}`);

    const {
      'webhook-id': id,
      'webhook-timestamp': at,
      'webhook-signature': signature,
      ...rest
    } = call.headers;
    expect(rest).toEqual({
      host: new URL(root).host,
      connection: 'keep-alive',
      accept: 'application/json',
      'user-agent': 'Mashery Event Trigger 1.0',
      'content-type': encoding === 'json' ? 'application/json' : 'application/x-www-form-urlencoded',
      'content-length': String(call.bytes.length),
      ...(methodOverride ? { 'x-http-method-override': method } : {}),
    });
    const signed = { 'webhook-id': id!, 'webhook-timestamp': at!, 'webhook-signature': signature! };
    new Webhook(webhook.secret).verify(call.body, signed, { jsonParse: false });
    expect(() => new Webhook(webhook.secret).verify(`${call.body} `, signed)).toThrow();

    if (encoding === 'json') expect(jsonIn(call.body)).toEqual(body(known));
    else expect(formPairsIn(call.body).sort()).toEqual(formPairs(body(known)).sort());
  });

  it('makes no call but these, each with the id and the transaction of its event', () => {
    const { calls } = receivers.get(variant)!;
    const words = { 'post-create': 'created', 'post-update': 'updated', 'post-delete': 'deleted' };
    const owed = story.map(({ type, event }) => {
      const call = callOf(variant, type, event);
      return `${call.headers['webhook-id']} ${call.txn} ${type}.${words[event as keyof typeof words]}`;
    });
    const saved = events.map(({ id, transactionId, type }) => {
      return `${id} ${transactionId.replaceAll('-', '')} ${type}`;
    });
    expect(owed.sort()).toEqual(saved.sort());
    expect(calls).toHaveLength(story.length);
    expect(new Set(calls.map(({ txn }) => txn)).size).toBe(story.length);
  });
});

function callOf(variant: object, type: string, event: string): ReceivedCall {
  const { calls } = receivers.get(variant)!;
  const found = calls.filter((call) => call.event === event && call.url.startsWith(`/v1/${type}/`));
  expect(found).toHaveLength(1);
  return found[0]!;
}

function changedMember(of: Known): Body {
  return { ...memberBody(of), external_id: 'crm/7' };
}

function changedApplication(of: Known): Body {
  return { ...applicationBody(of), description: 'All of them.', commercial: false };
}

function changedPackageKey(of: Known): Body {
  return {
    ...packageKeyBody(of),
    rate_limit_ceiling: 50,
    limits: [
      { period: 'second', source: 'plan', ceiling: 5 },
      { period: 'day', source: 'package_key', ceiling: 50 },
    ],
  };
}

/** What keys that go nest, after their parents have changed. */
function changedParents(of: Known): Body {
  const { member: _member, ...application } = changedApplication(of);
  return { member: changedMember(of), application };
}
