import { Webhook as Verifier } from 'standardwebhooks';
import { describe, expect, it } from 'vitest';
import {
  masheryEvent,
  masheryFamily,
  masherySnapshot,
  masheryWebhook,
} from '../../../../test/harness/mashery-objects.ts';
import type { Operation } from '../../../catalogue/object-record.ts';
import type { Webhook } from '../../../store/records/webhook.ts';
import { masheryFormat } from './index.ts';

const family = masheryFamily();
const { member, application, service, key, plan, packageKey } = family;
const cases = [
  { object: member, related: {}, path: 'member/123456' },
  { object: application, related: { member }, path: 'application/62' },
  { object: key, related: { member, application, service }, path: 'key/14398445' },
  {
    object: packageKey,
    related: { member, application, package: family.package, plan },
    path: 'package_key/1000',
  },
];
const operations = [
  { operation: 'created', method: 'PUT', event: 'post-create' },
  { operation: 'updated', method: 'PUT', event: 'post-update' },
  { operation: 'deleted', method: 'DELETE', event: 'post-delete' },
] as const;
const table = cases.flatMap((one) => operations.map((other) => ({ ...one, ...other })));

function call(changes: Partial<Webhook>, one: (typeof cases)[number], operation: Operation) {
  const webhook = masheryWebhook(changes);
  const event = masheryEvent(masherySnapshot(operation, one.object, one.related));
  const variant = masheryFormat.variantOf(webhook, event);
  const payload = variant === null ? null : masheryFormat.render(variant, event);
  return { event, request: masheryFormat.request({ webhook, event, payload, now: new Date() }) };
}

describe.each(table)('$method $path $event', (one) => {
  it('is the call that the vendor would make, with a signature beside', () => {
    const { event, request } = call({}, one, one.operation);
    expect(request.method).toBe(one.method);
    expect(request.url).toBe(
      `http://mycustomerdomain.com/masherycallbacks/v1/${one.path}?event=${one.event}` +
        '&txn=0190c222abcd7000800000000000000f',
    );
    expect(Object.keys(request.headers).sort()).toEqual([
      'accept',
      'content-type',
      'user-agent',
      'webhook-id',
      'webhook-signature',
      'webhook-timestamp',
    ]);
    expect(request.headers).toMatchObject({
      accept: 'application/json',
      'content-type': 'application/json',
      'user-agent': 'Mashery Event Trigger 1.0',
      'webhook-id': event.id,
    });
    const body = new Verifier(masheryWebhook().secrets[0]!).verify(request.body!, request.headers);
    expect(body).toMatchObject({ id: one.object.number, object_type: one.object.type });
  });

  it('is a form where the webhook says so', () => {
    const { request } = call({ settings: { encoding: 'form' } }, one, one.operation);
    expect(request.headers['content-type']).toBe('application/x-www-form-urlencoded');
    const form = new URLSearchParams(request.body!.toString());
    expect(form.get('id')).toBe(String(one.object.number));
    if (one.object !== member) expect(form.get('member[username]')).toBe('joe');
  });

  it('is a POST that names its method where the webhook says so', () => {
    const { request } = call({ settings: { methodOverride: true } }, one, one.operation);
    expect(request.method).toBe('POST');
    expect(request.headers['x-http-method-override']).toBe(one.method);
  });

  it('follows its switch', () => {
    const { event } = call({}, one, one.operation);
    const name = { created: 'afterCreate', updated: 'afterUpdate', deleted: 'afterDelete' }[one.operation];
    const settings = { triggers: { [one.object.type]: { [name]: false } } };
    expect(masheryFormat.wants(masheryWebhook(), event)).toBe(true);
    expect(masheryFormat.wants(masheryWebhook({ settings }), event)).toBe(false);
  });
});

it('sends a DELETE without a body where the webhook says so, and only that', () => {
  const settings = { bodyOnDelete: false };
  const { request } = call({ settings }, cases[0]!, 'deleted');
  expect(request.body).toBeNull();
  expect(request.headers).not.toHaveProperty('content-type');
  expect(call({ settings }, cases[0]!, 'updated').request.body).not.toBeNull();
});

it('signs in as the webhook says', () => {
  const { request } = call(
    {
      userAgent: 'Mashery Event Trigger 2.0',
      headers: { 'X-Site': '12', Accept: 'text/plain' },
      credentials: { type: 'basic', username: 'u', password: 'p' },
    },
    cases[0]!,
    'created',
  );
  expect(request.headers).toMatchObject({
    'user-agent': 'Mashery Event Trigger 2.0',
    'x-site': '12',
    accept: 'application/json',
    authorization: 'Basic dTpw',
  });
});

it('has no calls about objects without triggers', () => {
  const event = masheryEvent(masherySnapshot('created', plan, {}));
  expect(masheryFormat.wants(masheryWebhook(), event)).toBe(false);
});
