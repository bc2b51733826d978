import { beforeEach, describe, expect, it } from 'vitest';
import { testApi } from '../../../test/harness/native-api.ts';
import { reasonCodes } from '../../pipeline/delivery/reasons.ts';
import type { CancelResult, DeliveryLog, ResendResult } from '../../pipeline/log/log.ts';
import type { AttemptDetails, DeliveryView } from '../../pipeline/log/views.ts';

const id = '0193a5f2-6c1e-7b7a-9d2f-3e5b8c1d4f60';
const at = new Date('2026-03-01T10:00:00Z');

const delivery: DeliveryView = {
  id,
  eventId: id,
  webhookId: id,
  eventType: 'member.created',
  objectType: 'member',
  objectId: id,
  transactionId: id,
  state: 'retrying',
  attempts: 1,
  dueAt: at,
  held: false,
  lastAttemptAt: at,
  lastStatus: 503,
  lastReason: 'answer-server-error',
  cancelledBy: null,
  createdAt: at,
  finishedAt: null,
};

const attempt: AttemptDetails = {
  id,
  kind: 'before',
  deliveryId: null,
  eventId: null,
  webhookId: id,
  eventType: 'member.created',
  objectType: 'member',
  objectId: null,
  transactionId: id,
  number: 1,
  startedAt: at,
  timings: { wait: 12.5, total: 13 },
  status: 503,
  reason: 'answer-server-error',
  detail: 'The receiver answered 503 Service Unavailable.',
  request: { method: 'PUT', url: 'https://example.com', headers: { a: 'b' }, body: Buffer.from('{"a":1}') },
  response: { status: 503, headers: { b: ['c', 'd'] }, body: Buffer.from([0xff, 0xfe]), size: 99 },
};

/** A log that has one of each, and remembers what it was asked for. */
let asked: unknown[] = [];
let resent: ResendResult;
let cancelled: CancelResult;
const found = async <Item>(item: Item, input: unknown): Promise<Item> => {
  asked.push(input);
  return item;
};
const pageOf = <Item>(item: Item) => ({ items: [item], older: id, newer: null });
const event = {
  id,
  type: 'member.created',
  objectType: 'member',
  objectId: id,
  transactionId: id,
  actor: 'bellwire',
  occurredAt: at,
};
const snapshot = { type: 'member', id, number: 1, createdAt: null, updatedAt: null, fields: { any: [1] } };
const { request: _request, response: _response, ...attemptView } = attempt;
const erased = { events: 3, payloads: 3, attempts: 4, cancelled: 1 };
const deliveryLog: DeliveryLog = {
  search: async () => [],
  searchCount: async () => 0,
  events: (input) => found(pageOf(event), input),
  event: (...input) =>
    found(
      {
        ...event,
        data: {
          operation: 'created',
          object: snapshot,
          related: { owner: snapshot },
          more: [{ object: snapshot, related: { owner: snapshot } }],
          erasedAt: at.toISOString(),
        },
        deliveries: [delivery],
      },
      input,
    ),
  deliveries: (input) => found(pageOf(delivery), input),
  delivery: (...input) => found({ ...delivery, attemptList: [attemptView] }, input),
  attempts: (input) => found(pageOf(attemptView), input),
  attempt: (...input) => found(attempt, input),
  resend: (input) => found(resent, input),
  cancel: (input) => found(cancelled, input),
  history: async () => ({ items: [], older: null, newer: null }),
  eraseObject: (input) => found(input.type === 'member' ? erased : null, input),
};

const { call } = await testApi({ deliveryLog });
const organization = (
  await call('POST', '/api/v1/organizations', { body: { key: 'acme', name: 'Acme', dialect: 'small' } })
).body;
const acme = '/api/v1/organizations/acme';
beforeEach(() => {
  asked = [];
});

describe('a list of the log', () => {
  it.each([
    ['events', 'transactionId'],
    ['deliveries', 'eventId', 'webhookId'],
    ['attempts', 'deliveryId', 'eventId', 'webhookId', 'transactionId'],
  ])('of %s can be narrowed and paged', async (list, ...ids) => {
    const query = new URLSearchParams({
      limit: '7',
      before: id,
      type: 'member.created',
      objectType: 'member',
      objectId: id,
      from: '2026-03-01T11:00:00+01:00',
      to: '2026-03-02T00:00:00Z',
      ...Object.fromEntries(ids.map((name) => [name, id])),
    });
    const { status, body } = await call('GET', `${acme}/${list}?${query}`);
    expect({ status, older: body.older }).toEqual({ status: 200, older: id });
    const filter = {
      type: 'member.created',
      objectType: 'member',
      objectId: id,
      from: at,
      to: new Date('2026-03-02T00:00:00Z'),
      ...Object.fromEntries(ids.map((name) => [name, id])),
    };
    expect(asked).toEqual([{ organizationId: organization.id, filter, page: { limit: 7, before: id } }]);
  });

  it('shows fifty, unfiltered, when nothing is asked for', async () => {
    await call('GET', `${acme}/deliveries`);
    expect(asked).toEqual([{ organizationId: organization.id, filter: {}, page: { limit: 50 } }]);
  });

  it('can be narrowed by states, status and reason', async () => {
    await call('GET', `${acme}/deliveries?state=failed&state=retrying&status=5xx&reason=answer-gone`);
    await call('GET', `${acme}/deliveries?state=waiting&status=404`);
    await call('GET', `${acme}/attempts?kind=before&status=none`);
    await call('GET', `${acme}/deliveries?q=package%20key`);
    await call('GET', `${acme}/attempts?kind=test&succeeded=false&q=member`);
    expect(asked).toMatchObject([
      { filter: { states: ['failed', 'retrying'], status: '5xx', reason: 'answer-gone' } },
      { filter: { states: ['waiting'], status: 404 } },
      { filter: { kind: 'before', status: 'none' } },
      { filter: { search: 'package key' } },
      { filter: { kind: 'test', succeeded: false, search: 'member' } },
    ]);
  });

  it.each([
    'limit=0',
    'limit=201',
    'limit=x',
    'before=x',
    `before=${id}&after=${id}`,
    'from=yesterday',
    'from=2026-12-31T23:59:60Z',
    'type=a%00b',
    'objectId=',
    'state=done',
    'status=6xx',
    'reason=bad-luck',
    'q=',
    'transactionId=1',
  ])('is refused for %s', async (query) => {
    expect(await call('GET', `${acme}/deliveries?${query}`)).toMatchObject({
      status: 400,
      body: { code: 'invalid', errors: [{ pointer: expect.any(String) }] },
    });
    expect(asked).toEqual([]);
  });
});

it('searches no other attempts than tests', async () => {
  expect(await call('GET', `${acme}/attempts?q=member`)).toMatchObject({
    status: 400,
    body: { errors: [{ pointer: '/q' }] },
  });
});

describe('one of the log', () => {
  it.each(['events', 'deliveries', 'attempts'])('of %s is read by its id', async (list) => {
    expect(await call('GET', `${acme}/${list}/${id}`)).toMatchObject({ status: 200, body: { id } });
    expect(asked).toEqual([[organization.id, id]]);
  });

  it.each(['events', 'deliveries', 'attempts'])('of %s is not found under what is no id', async (list) => {
    for (const wrong of ['x', '%00', '..%2f..', '🔔']) {
      expect(await call('GET', `${acme}/${list}/${encodeURI(wrong)}`)).toMatchObject({ status: 404 });
    }
    expect(asked).toEqual([]);
  });

  it('shows an attempt with bodies that keep every byte', async () => {
    const { body } = await call('GET', `${acme}/attempts/${id}`);
    expect(body.request.body).toEqual({ encoding: 'utf-8', content: '{"a":1}' });
    expect(body.response).toEqual({
      status: 503,
      headers: { b: ['c', 'd'] },
      body: { encoding: 'base64', content: '//4=' },
      size: 99,
      cut: true,
    });
  });
});

/** Whoever asks, with the name that stands in the log. */
const administrator = expect.objectContaining({
  actor: expect.stringMatching(/^token:/),
  name: 'first administrator',
});

describe('sending again', () => {
  it.each([
    ['queued', 202],
    ['not-found', 404],
    ['data-erased', 409],
    ['webhook-gone', 409],
    ['webhook-off', 409],
    ['already-waiting', 409],
    ['event-gone', 409],
  ] as const)('is answered, when it is %s, with %i', async (result, status) => {
    resent = result;
    expect(await call('POST', `${acme}/deliveries/${id}/resend`)).toMatchObject({ status });
    expect(asked).toEqual([{ organizationId: organization.id, deliveryId: id, by: administrator }]);
  });

  it('is not for a viewer', async () => {
    const made = await call('POST', '/api/v1/tokens', { body: { name: 'v', role: 'viewer' } });
    const token = made.body.token as string;
    expect(await call('POST', `${acme}/deliveries/${id}/resend`, { token })).toMatchObject({ status: 403 });
    expect(asked).toEqual([]);
  });
});

describe('giving up', () => {
  it.each([
    ['cancelled', 200],
    ['not-found', 404],
    ['already-finished', 409],
    ['being-sent', 409],
  ] as const)('is answered, when it is %s, with %i', async (result, status) => {
    cancelled = result;
    expect(await call('POST', `${acme}/deliveries/${id}/cancel`)).toMatchObject({ status });
    expect(asked).toEqual([{ organizationId: organization.id, deliveryId: id, by: administrator }]);
  });

  it('is refused with what helps while a node has it in hand', async () => {
    cancelled = 'being-sent';
    expect((await call('POST', `${acme}/deliveries/${id}/cancel`)).body.detail).toContain(
      'Switch its webhook off first',
    );
  });

  it('is not for a viewer', async () => {
    const made = await call('POST', '/api/v1/tokens', { body: { name: 'v2', role: 'viewer' } });
    const token = made.body.token as string;
    expect(await call('POST', `${acme}/deliveries/${id}/cancel`, { token })).toMatchObject({ status: 403 });
    expect(asked).toEqual([]);
  });
});

describe('erasing what the log holds of an object', () => {
  const path = `${acme}/objects/member/${id}/erase-log`;

  it('answers with how much that was', async () => {
    expect(await call('POST', path)).toMatchObject({ status: 200, body: erased });
    expect(asked).toEqual([{ organizationId: organization.id, type: 'member', id, by: administrator }]);
  });

  it('answers 404 for another type, and for what is no UUID', async () => {
    expect(await call('POST', path.replace('member', 'plan'))).toMatchObject({ status: 404 });
    expect(await call('POST', path.replace(id, '7'))).toMatchObject({ status: 404 });
  });

  it('is for administrators alone', async () => {
    const made = await call('POST', '/api/v1/tokens', { body: { name: 'e', role: 'editor' } });
    expect(await call('POST', path, { token: made.body.token as string })).toMatchObject({ status: 403 });
    expect(asked).toEqual([]);
  });
});

it('lists the reasons that an attempt can have failed for, each with a sentence', async () => {
  const { body } = await call('GET', '/api/v1/reasons');
  expect(body.items.map(({ code }: { code: string }) => code)).toEqual(reasonCodes);
  for (const { description } of body.items) expect(description).toMatch(/\.$/);
});
