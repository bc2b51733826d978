import { describe, expect, it } from 'vitest';
import { createIds } from '../../base/ids.ts';
import { type PublishedEvent, recordsOf } from './published.ts';

const now = new Date('2026-03-01T10:00:00.123Z');
const ids = createIds({ nowMs: () => now.getTime() });
const context = { ids, now, organizationId: 'o', actor: 'token:1' };

const paid: PublishedEvent = {
  type: 'invoice.paid',
  object: { type: 'invoice', id: 'inv-1', number: 4711 },
  data: { amount: 12.5 },
  related: { customer: { type: 'customer', id: 'c-1', number: null, data: { name: 'Joe' } } },
  occurredAt: null,
};
const typed = (type: string, objectType: string) =>
  recordsOf([{ ...paid, type, object: { type: objectType, id: 'x', number: null } }], context)[0]!;

describe('a published event', () => {
  it('becomes the record of one, with its object and what that hangs on as snapshots', () => {
    const at = now.toISOString();
    const [record] = recordsOf([paid], context);
    expect(record).toEqual({
      organizationId: 'o',
      id: expect.stringMatching(/^[0-9a-f-]{36}$/),
      type: 'invoice.paid',
      objectType: 'invoice',
      objectId: 'inv-1',
      transactionId: expect.stringMatching(/^[0-9a-f-]{36}$/),
      actor: 'token:1',
      occurredAt: now,
      data: {
        operation: null,
        object: {
          type: 'invoice',
          id: 'inv-1',
          number: 4711,
          createdAt: at,
          updatedAt: at,
          fields: { amount: 12.5 },
        },
        related: {
          customer: {
            type: 'customer',
            id: 'c-1',
            number: null,
            createdAt: at,
            updatedAt: at,
            fields: { name: 'Joe' },
          },
        },
      },
    });
  });

  it('is one operation with the others of its object, and with no other', () => {
    const of = (id: string) => ({ ...paid, object: { ...paid.object, id } });
    const [first, other, second] = recordsOf([of('a'), of('b'), of('a')], context).map(
      (record) => record.transactionId,
    );
    expect(second).toBe(first);
    expect(other).not.toBe(first);
  });

  it('happened when its system says, while its id is of now', () => {
    const occurredAt = new Date('2020-02-29T00:00:00Z');
    const [record] = recordsOf([{ ...paid, occurredAt }], context);
    expect(record).toMatchObject({ occurredAt, data: { object: { createdAt: occurredAt.toISOString() } } });
    expect(Number.parseInt(record!.id.replaceAll('-', '').slice(0, 12), 16)).toBe(now.getTime());
  });

  it('keeps its place among others: ids grow in the order given', () => {
    const records = recordsOf([paid, paid, paid], context);
    const order = records.map(({ id }) => id);
    expect(order).toEqual([...new Set(order)].sort());
  });

  it.each([
    ['member.created', 'member', 'created'],
    ['package_key.updated', 'package_key', 'updated'],
    ['a.b.deleted', 'a.b', 'deleted'],
  ] as const)('passes for a change where its type is that of one: %s', (type, objectType, operation) => {
    expect(typed(type, objectType).data.operation).toBe(operation);
  });

  it.each([
    ['member.created', 'application'],
    ['member.registered', 'member'],
    ['member.created.again', 'member'],
    ['membercreated', 'member'],
    ['member', 'member'],
    ['member.', 'member'],
    ['member.constructor', 'member'],
    ['member.__proto__', 'member'],
  ])('is no change otherwise: %s of a %s', (type, objectType) => {
    expect(typed(type, objectType).data.operation).toBeNull();
  });
});
