import { describe, expect, it } from 'vitest';
import {
  masheryFamily,
  masheryObject,
  masherySnapshot,
  masheryWebhook,
} from '../../../../test/harness/mashery-objects.ts';
import type { Json } from '../../../base/json.ts';
import type { Answer } from '../../../pipeline/delivery/attempt.ts';
import type { ProposedChange } from '../../../pipeline/delivery/format.ts';
import type { ChangeSnapshot } from '../../../store/records/event.ts';
import { toV2Object } from '../v2-object.ts';
import { beforeCalls } from './before.ts';

const { member, application, packageKey } = masheryFamily();
const now = new Date('2026-01-31T08:00:00Z');

function proposed(snapshot: ChangeSnapshot): ProposedChange {
  return {
    organizationId: member.organizationId,
    eventType: `${snapshot.object.type}.${snapshot.operation}`,
    objectType: snapshot.object.type,
    objectId: snapshot.object.number === null ? null : snapshot.object.id,
    transactionId: '0190c222-abcd-7000-8000-00000000000f',
    snapshot,
  };
}

function answered(status: number, body: Json | Buffer, contentType = 'application/json'): Answer {
  const bytes = Buffer.isBuffer(body) ? body : Buffer.from(JSON.stringify(body));
  return { status, headers: { 'content-type': contentType }, body: bytes, bodySize: bytes.length };
}

const newMember = proposed(masherySnapshot('created', member, {}, true));
const newApplication = proposed(masherySnapshot('created', application, { member }, true));
const changedMember = proposed(masherySnapshot('updated', member, {}));

function decide(answer: Answer, change = newMember) {
  return beforeCalls.interpret(change, answer);
}

describe('a before call', () => {
  it.each([
    ['created', 'POST', 'POST', '/masherycallbacks/v1/member?event=pre-create'],
    ['updated', 'PUT', 'POST', '/masherycallbacks/v1/member/123456?event=pre-update'],
    ['deleted', 'DELETE', 'POST', '/masherycallbacks/v1/member/123456?event=pre-delete'],
  ] as const)('asks ahead of %s by %s', (operation, method, overridden, path) => {
    const change = proposed(masherySnapshot(operation, member, {}, operation === 'created'));
    const plain = beforeCalls.request({ webhook: masheryWebhook(), proposed: change, now });
    expect(plain.method).toBe(method);
    expect(plain.url).toBe(`http://mycustomerdomain.com${path}&txn=0190c222abcd7000800000000000000f`);
    expect(plain.headers).not.toHaveProperty('x-http-method-override');
    const webhook = masheryWebhook({ settings: { methodOverride: true } });
    const post = beforeCalls.request({ webhook, proposed: change, now });
    expect(post.method).toBe(overridden);
    expect(post.headers['x-http-method-override']).toBe(method === 'POST' ? undefined : method);
  });

  it('carries the object without an id, dated now, and keeps its webhook-id from try to try', () => {
    const first = beforeCalls.request({ webhook: masheryWebhook(), proposed: newMember, now });
    const body = JSON.parse(first.body!.toString());
    expect(body).toMatchObject({ username: 'joe', created: '2026-01-31T08:00:00Z' });
    expect(body).not.toHaveProperty('id');
    const again = beforeCalls.request({ webhook: masheryWebhook(), proposed: newMember, now: new Date() });
    expect(again.headers['webhook-id']).toBe(first.headers['webhook-id']);
    const other = beforeCalls.request({ webhook: masheryWebhook(), proposed: newApplication, now });
    expect(other.headers['webhook-id']).not.toBe(first.headers['webhook-id']);
  });

  it('leaves the body of a DELETE out where the webhook says so', () => {
    const change = proposed(masherySnapshot('deleted', member, {}));
    const webhook = masheryWebhook({ settings: { bodyOnDelete: false } });
    const { body, headers } = beforeCalls.request({ webhook, proposed: change, now });
    expect(body).toBeNull();
    expect(headers).not.toHaveProperty('content-type');
  });

  it('is made only where its switch is on, and waits as long as the webhook says', () => {
    const settings = {
      triggers: { member: { beforeCreate: true } },
      before: { timeoutMs: 700, whenUnanswered: 'refuse' },
    };
    expect(beforeCalls.wants(masheryWebhook(), newMember)).toBe(false);
    expect(beforeCalls.wants(masheryWebhook({ settings }), newMember)).toBe(true);
    expect(beforeCalls.wants(masheryWebhook({ settings }), changedMember)).toBe(false);
    expect(beforeCalls.limits(masheryWebhook({ settings }))).toEqual(settings.before);
    expect(beforeCalls.limits(masheryWebhook())).toEqual({ timeoutMs: 5000, whenUnanswered: 'proceed' });
  });
});

describe('an answer to a before call', () => {
  it.each<[string, Answer]>([
    ['the decision to proceed', answered(200, { type: 'proceed' })],
    ['an empty 200', answered(200, Buffer.alloc(0))],
    ['a 204', answered(204, Buffer.alloc(0))],
    ['an empty object', answered(200, {})],
    ['a byte order mark before JSON', answered(200, Buffer.from('\ufeff{"type":"proceed"}'))],
    ['the wrong content type', answered(200, { type: 'proceed' }, 'text/html')],
    ['no data beside the decision', answered(200, { type: 'proceed', member: null })],
    ['an echo', answered(200, toV2Object(newMember.snapshot, 'event', now))],
    [
      'an echo in the decision',
      answered(201, { type: 'proceed', member: toV2Object(newMember.snapshot, 'event') }),
    ],
    ['read-only fields only', answered(200, { id: 5, uuid: 'x', created: 'y', object_type: 'member' })],
    ['fields that nobody knows', answered(200, { object_type: 'member', favourite: 'blue' })],
  ])('with %s lets the change pass', (_what, answer) => {
    expect(decide(answer)).toEqual({ type: 'proceed' });
  });

  it.each<[string, Json]>([
    ['in the decision', { type: 'proceed', member: { company: 'ACME', id: 5 } }],
    ['wrapped under its type', { member: { company: 'ACME' } }],
    ['bare', { company: 'ACME' }],
    ['bare and whole', { ...toV2Object(newMember.snapshot, 'event', now), company: 'ACME' }],
  ])('with an object %s changes what differs', (_how, body) => {
    expect(decide(answered(200, body))).toEqual({ type: 'enrich', fields: { company: 'ACME' } });
  });

  it('reads numbers and booleans that a receiver of forms sends as text, and null as blank', () => {
    const change = proposed(masherySnapshot('updated', packageKey, {}));
    const body = {
      object_type: 'package_key',
      rate_limit_ceiling: '0',
      rate_limit_exempt: '0',
      qps_limit_ceiling: '12',
      qps_limit_exempt: '1',
      secret: null,
    };
    expect(decide(answered(200, body), change)).toEqual({
      type: 'enrich',
      fields: { qps_limit_ceiling: 12, qps_limit_exempt: true },
    });
  });

  it('may choose what is create-only while the object is created, not later', () => {
    const body = { object_type: 'member', username: 'joseph', email: 'j@example.com' };
    expect(decide(answered(200, body))).toMatchObject({ fields: { username: 'joseph' } });
    expect(decide(answered(200, body), changedMember)).toEqual({
      type: 'enrich',
      fields: { email: 'j@example.com' },
    });
  });

  it('may fill custom fields, but neither nested objects nor fields of V3', () => {
    const custom = masheryObject('member', { username: 'joe', tier: '' }, {}, 5);
    const change = proposed(masherySnapshot('updated', custom, {}));
    expect(decide(answered(200, { tier: 'gold', username: 'joe', roles: [] }), change)).toEqual({
      type: 'enrich',
      fields: { tier: 'gold' },
    });
    const key = proposed(masherySnapshot('updated', packageKey, {}));
    const body = { object_type: 'package_key', expires: 'x', plan: { id: 1 }, limits: [] };
    expect(decide(answered(200, body), key)).toEqual({ type: 'proceed' });
  });

  it('changes nothing of an object that is being deleted', () => {
    const change = proposed(masherySnapshot('deleted', member, {}));
    expect(decide(answered(200, { company: 'ACME' }), change)).toEqual({ type: 'proceed' });
  });

  it('tells an application of the type "reject" from a refusal', () => {
    const echo = { ...toV2Object(newApplication.snapshot, 'event', now), type: 'reject' };
    expect(decide(answered(200, echo), newApplication)).toEqual({
      type: 'enrich',
      fields: { type: 'reject' },
    });
    expect(decide(answered(200, { type: 'reject' }), newApplication)).toMatchObject({ type: 'refuse' });
    expect(decide(answered(200, { type: 'deny' }), newApplication)).toMatchObject({ type: 'unanswered' });
    const typed = { type: 'proceed', application: { type: 'mobile' } };
    expect(decide(answered(200, typed), newApplication)).toEqual({
      type: 'enrich',
      fields: { type: 'mobile' },
    });
  });

  it('refuses with the words of the receiver', () => {
    const errors = [{ field: 'email', message: 'is blocked' }, { field: 7 }, 'nonsense'];
    expect(decide(answered(200, { type: 'reject', message: ' No \u0000free\nmail ', errors }))).toEqual({
      type: 'refuse',
      message: 'No free mail',
      problems: [
        { field: 'email', message: 'is blocked' },
        { field: '', message: 'was refused' },
      ],
    });
    expect(decide(answered(200, { type: 'reject' }))).toEqual({
      type: 'refuse',
      message: 'The receiver refused the change.',
      problems: [],
    });
  });

  it.each([403, 409, 422])('with the status %i refuses, whatever its body', (status) => {
    expect(decide(answered(status, { message: 'No.' }))).toMatchObject({ type: 'refuse', message: 'No.' });
    expect(decide(answered(status, { type: 'proceed' }))).toMatchObject({ type: 'refuse' });
    const text = Buffer.from('Sorry, no.');
    expect(decide(answered(status, text, 'text/plain; charset=utf-8'))).toMatchObject({
      message: 'Sorry, no.',
    });
    expect(decide(answered(status, Buffer.from('<html>'), 'text/html'))).toMatchObject({
      message: `The receiver refused the change with status ${status}.`,
    });
  });

  it('cuts a message without end, between characters', () => {
    const decision = decide(answered(200, { type: 'reject', message: '🐝'.repeat(2000) }));
    expect(decision).toMatchObject({ message: '🐝'.repeat(1000) });
  });

  it.each<[string, Answer]>([
    ['a 500', answered(500, { type: 'proceed' })],
    ['a 404', answered(404, Buffer.from('Not Found'), 'text/plain')],
    ['a 400', answered(400, { type: 'reject' })],
    ['a redirect', answered(302, Buffer.alloc(0))],
    ['text', answered(200, Buffer.from('OK'), 'text/plain')],
    ['a page', answered(200, Buffer.from('<html></html>'), 'text/html')],
    ['broken JSON', answered(200, Buffer.from('{"type":"proc'))],
    ['bytes that are no text', answered(200, Buffer.from([0xff, 0xfe, 0x00]))],
    ['a list', answered(200, [])],
    ['null', answered(200, null)],
    ['a word', answered(200, 'proceed')],
    ['an unknown decision', answered(200, { type: 'maybe' })],
    ['an unknown decision with a field of the type', answered(200, { type: 'deny', email: 'x' })],
    ['data that is no object', answered(200, { type: 'proceed', member: 'joe' })],
    ['an object of another type', answered(200, { object_type: 'application', name: 'x' })],
    ['nothing that is known', answered(200, { ok: true })],
    ['more than was read', { ...answered(200, { type: 'proceed' }), bodySize: 1_000_000 }],
  ])('with %s decides nothing', (_what, answer) => {
    expect(decide(answer)).toMatchObject({ type: 'unanswered', detail: expect.stringMatching(/\.$/) });
  });
});
