import { Webhook } from 'standardwebhooks';
import { beforeAll, describe, expect, it } from 'vitest';
import { startTestBellwire, type TestReceiver } from '../harness/bellwire.ts';
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

type Type = 'member' | 'application' | 'key' | 'package_key';
const types: Type[] = ['member', 'application', 'key', 'package_key'];
const bodies = {
  member: memberBody,
  application: applicationBody,
  key: keyBody,
  package_key: packageKeyBody,
};

const on = { beforeCreate: true, beforeUpdate: true, beforeDelete: true };
const triggers = { member: on, application: on, key: on, package_key: on };
const variants = ['json', 'form'].flatMap((encoding) =>
  [false, true].map((methodOverride) => ({ encoding, methodOverride, triggers })),
);

const receivers = new Map<object, TestReceiver>();
let known: Known;

beforeAll(async () => {
  const organization = await (await startTestBellwire()).organization();
  const { v2 } = organization;
  for (const settings of variants) {
    const receiver = await organization.receiver({ settings });
    receiver.answer({ body: { type: 'proceed' } });
    receivers.set(settings, receiver);
  }
  const member = await v2.result('member.create', {
    username: 'zoë',
    email: 'zoe@example.com',
    display_name: 'Zoë & Söhne',
    phone: '+49 30 1234',
    area_status: 'active',
  });
  const application = await v2.result('application.create', {
    name: 'Maps',
    commercial: true,
    member: { username: 'zoë' },
  });
  const key = await organization.legacyKey({ id: application.uuid });
  const packageKey = await organization.packageKey({ id: application.uuid });
  const fetched = await v2.result('package_key.fetch', { uuid: packageKey.id });
  known = {
    member,
    application,
    key,
    package_key: fetched,
    package: await v2.result('package.fetch', { uuid: organization.packageId }),
    plan: await v2.result('plan.fetch', { uuid: organization.planId }),
  };
  await v2.result('member.update', { username: 'zoë', external_id: 'e' });
  await v2.result('application.update', { id: application.id, external_id: 'e' });
  await v2.result('key.update', { id: key.id, secret: 'e' });
  await v2.result('package_key.update', { id: fetched.id, secret: 'e' });
  await v2.result('package_key.delete', fetched.id);
  await v2.result('key.delete', key.id);
  await v2.result('application.delete', application.id);
  await v2.result('member.delete', 'zoë');
  for (const receiver of receivers.values()) await receiver.waitForCount(24);
});

describe.each(variants)('as $encoding, method override $methodOverride', (variant) => {
  const { encoding, methodOverride } = variant;

  it.each(types)('asks before a %s is created by POST, without an id', (type) => {
    const call = callOf(variant, type, 'pre-create');
    expect(call.method).toBe('POST');
    expect(call.url).toBe(`/v1/${type}?event=pre-create&txn=${call.txn}`);
    // What is a POST by itself overrides nothing.
    expect(call.headers).not.toHaveProperty('x-http-method-override');

    const { id: _id, uuid: _uuid, ...body } = bodies[type](known);
    const unset = '1970-01-01T00:00:00Z';
    const expected = type === 'package_key' ? { ...body, created: unset, updated: unset } : body;
    if (encoding === 'json') expect(jsonIn(call.body)).toEqual(expected);
    else expect(formPairsIn(call.body).sort()).toEqual(formPairs(expected).sort());
  });

  it.each(
    types.flatMap((type) => [
      { type, event: 'pre-update', method: 'PUT' },
      { type, event: 'pre-delete', method: 'DELETE' },
    ]),
  )('asks $event of a $type by $method, with the id', ({ type, event, method }) => {
    const call = callOf(variant, type, event);
    expect(call.method).toBe(methodOverride ? 'POST' : method);
    expect(call.headers['x-http-method-override']).toBe(methodOverride ? method : undefined);
    expect(call.url).toBe(`/v1/${type}/${known[type].id}?event=${event}&txn=${call.txn}`);
    const changed = type === 'member' || type === 'application' ? 'external_id' : 'secret';
    const { body } = call;
    expect(encoding === 'json' ? JSON.parse(body)[changed] : new URLSearchParams(body).get(changed)).toBe(
      'e',
    );
  });

  it('signs each question, and gives it the transaction of the call that follows', () => {
    const { calls, webhook } = receivers.get(variant)!;
    expect(calls).toHaveLength(24);
    for (const call of calls) {
      new Webhook(webhook.secret).verify(call.body, call.headers, { jsonParse: false });
      expect(call.headers['webhook-id']!.startsWith('pre_')).toBe(call.event.startsWith('pre-'));
    }
    const ids = calls.map(({ headers }) => headers['webhook-id']);
    expect(new Set(ids).size).toBe(24);
    for (const type of types) {
      for (const word of ['create', 'update', 'delete']) {
        const before = callOf(variant, type, `pre-${word}`);
        const after = callOf(variant, type, `post-${word}`);
        expect(before.txn).toBe(after.txn);
        expect(calls.indexOf(before)).toBeLessThan(calls.indexOf(after));
      }
    }
  });
});

function callOf(variant: object, type: string, event: string): ReceivedCall {
  const found = receivers.get(variant)!.calls.filter((call) => {
    return call.event === event && new RegExp(`^/v1/${type}[/?]`).test(call.url);
  });
  expect(found).toHaveLength(1);
  return found[0]!;
}
