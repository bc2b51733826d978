import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { BellwireError } from '../../base/errors.ts';
import type { Json } from '../../base/json.ts';
import { fromCloudEvents } from './cloud-events.ts';
import { fromKong } from './kong.ts';
import { fromNginx } from './nginx.ts';

const kong = (change: object = {}): Json => ({
  started_at: 1_769_846_400_123,
  request: { id: 'r1', headers: { 'x-request-id': 'other' } },
  response: { status: 200, headers: {} },
  service: { name: 'weather' },
  consumer: { custom_id: 'app1', username: 'Ada' },
  ...change,
});
const nginx = (change: object = {}) =>
  JSON.stringify({
    request_id: 'r1',
    msec: '1769846400.123',
    status: '200',
    api_key: 'key',
    product: 'weather',
    ...change,
  });
const cloudEvent = (change: object = {}): Json => ({
  specversion: '1.0',
  id: '1',
  source: '/gateway',
  type: 'call',
  time: '2026-01-31T08:00:00.123Z',
  data: { app: 'app1', product: 'weather' },
  ...change,
});
const at = new Date(1_769_846_400_123);

/** The problems of a report that is refused. */
function refused(run: () => unknown) {
  try {
    run();
  } catch (error) {
    if (error instanceof BellwireError) return error.problems.map(({ field }) => field);
    throw error;
  }
  return [];
}

describe("Kong's http-log", () => {
  it('is one transaction for each request', () => {
    expect(fromKong(kong(), { caller: 'app' })).toEqual({
      transactions: [
        {
          index: 0,
          reported: {
            id: 'kong r1',
            caller: { type: 'app', value: 'app1' },
            product: 'weather',
            occurredAt: at,
            count: 1,
            attributes: null,
            outcome: 'successful',
            providerStatus: null,
          },
        },
      ],
      leftOut: [],
    });
  });

  it('takes the user name, the product of the address and the id of a header where there is nothing better', () => {
    const item = kong({
      request: { headers: { 'x-request-id': 'h1' } },
      consumer: { username: 'ada@example.com' },
    });
    const [found] = fromKong([item], { caller: 'developer', product: 'maps' }).transactions;
    expect(found?.reported).toMatchObject({
      id: 'kong h1',
      caller: { type: 'developer', value: 'ada@example.com' },
      product: 'maps',
    });
  });

  it('does not count what the API refused', () => {
    const [found] = fromKong(kong({ response: { status: 429 } }), { caller: 'app' }).transactions;
    expect(found?.reported.outcome).toBe('unsuccessful');
  });

  it('leaves out what says nothing of its caller, or cannot be told from a repeat', () => {
    const items = [kong({ consumer: null }), kong(), kong({ request: {} })];
    const { transactions, leftOut } = fromKong(items, { caller: 'app' });
    expect([transactions.map(({ index }) => index), leftOut.map(({ index }) => index)]).toEqual([
      [1],
      [0, 2],
    ]);
  });

  it('is refused where it is none', () => {
    expect(refused(() => fromKong([kong(), 'x', kong({ started_at: 'now' })], { caller: 'app' }))).toEqual([
      '1',
      '2.started_at',
    ]);
    expect(refused(() => fromKong([kong({ response: {} })], { caller: 'app' }))).toEqual([
      '0.response.status',
    ]);
    expect(() => fromKong([], { caller: 'app' })).toThrow('nothing in the report');
    expect(() => fromKong(Array(10_001).fill(kong()), { caller: 'app' })).toThrow('at most 10000');
  });
});

describe('an access log in JSON', () => {
  it('is one transaction for each line', () => {
    const { transactions } = fromNginx(
      `${nginx()}\n\n${nginx({ request_id: 'r2', status: 500, msec: 1769846400.123 })}\n`,
      {},
    );
    expect(
      transactions.map(({ reported }) => [
        reported.id,
        reported.caller,
        reported.outcome,
        reported.occurredAt,
      ]),
    ).toEqual([
      ['nginx r1', { type: 'apiKey', value: 'key' }, 'successful', at],
      ['nginx r2', { type: 'apiKey', value: 'key' }, 'unsuccessful', at],
    ]);
  });

  it('leaves out lines without a caller: empty variables are written as "-" or not at all', () => {
    const { leftOut } = fromNginx([nginx({ api_key: '-' }), nginx({ api_key: '' })].join('\n'), {});
    expect(leftOut.map(({ index }) => index)).toEqual([0, 1]);
  });

  it('is refused where a line is none', () => {
    expect(refused(() => fromNginx(`${nginx()}\nGET / 200`, {}))).toEqual(['1']);
    expect(refused(() => fromNginx(nginx({ msec: 'x' }), {}))).toEqual(['0.msec']);
    expect(refused(() => fromNginx(nginx({ request_id: '' }), {}))).toEqual(['0.request_id']);
    expect(refused(() => fromNginx(nginx({ status: 'OK' }), {}))).toEqual(['0.status']);
  });
});

describe('an event of CloudEvents', () => {
  it('is a transaction, known by source and id', () => {
    const data = {
      apiKey: 'key',
      product: 'weather',
      count: 3,
      attributes: { '2': '0.5' },
      successful: false,
    };
    const [found] = fromCloudEvents(cloudEvent({ data })).transactions;
    expect(found?.reported).toEqual({
      id: '/gateway 1',
      caller: { type: 'apiKey', value: 'key' },
      product: 'weather',
      occurredAt: at,
      count: 3,
      attributes: { '2': '0.5' },
      outcome: 'unsuccessful',
      providerStatus: null,
    });
  });

  it.each([
    [{ specversion: '0.3' }, '0.specversion'],
    [{ id: '' }, '0.id'],
    [{ time: 'yesterday' }, '0.time'],
    [{ data: { product: 'weather' } }, '0.data.app'],
    [{ data: { app: 'a', count: 0 } }, '0.data.count'],
    [{ data: { app: 'a', attributes: { '11': 1 } } }, '0.data.attributes'],
    [{ data: { app: 'a', colour: 'red' } }, '0.data.colour'],
    [{ data: { app: 'a\u0000' } }, '0.data.app'],
  ])('is refused with %j', (change, field) => {
    expect(refused(() => fromCloudEvents(cloudEvent(change)))[0]?.startsWith(field)).toBe(true);
  });
});

it('no adapter is ever surprised: whatever comes, it is taken, left out or refused', () => {
  fc.assert(
    fc.property(fc.jsonValue(), (value) => {
      for (const adapt of [
        () => fromKong(value as Json, { caller: 'app' }),
        () => fromCloudEvents(value as Json),
        () => fromNginx(JSON.stringify(value), {}),
      ]) {
        try {
          adapt();
        } catch (error) {
          expect(error).toBeInstanceOf(BellwireError);
        }
      }
    }),
  );
});
