import { describe, expect, it } from 'vitest';
import { inwardId, outwardId } from '../ids.ts';
import { rowOf } from './row.ts';

const id = '0198c0de-0000-7000-8000-000000000001';
const at = '2026-01-05T10:00:00.000Z';
const occurredAt = new Date('2026-01-06T10:00:00.000Z');
const snapshot = {
  type: 'target_group',
  id,
  number: 1000001,
  createdAt: at,
  updatedAt: at,
  fields: { apiId: `api_${id}`, name: 'default', status: 'ACTIVE', deletedAt: '' },
};

describe('a row of an event', () => {
  it('has the outward id, the fields and the times, and null for what was not given', () => {
    expect(rowOf(snapshot, { operation: 'created', occurredAt })).toEqual({
      id: `targetgroup_${id}`,
      apiId: `api_${id}`,
      name: 'default',
      status: 'ACTIVE',
      createdAt: at,
      updatedAt: at,
      deletedAt: null,
    });
  });

  it('is marked as deleted when it has gone', () => {
    expect(rowOf(snapshot, { operation: 'deleted', occurredAt })).toMatchObject({
      status: 'DELETED',
      deletedAt: occurredAt.toISOString(),
    });
  });
});

describe('outward ids', () => {
  it('lead back to what they name', () => {
    expect(inwardId('api', outwardId({ type: 'api', id, number: 7 }))).toEqual({ id });
    expect(inwardId('team', outwardId({ type: 'team', id, number: 7 }))).toEqual({ number: 7 });
    expect(inwardId('workflow', outwardId({ type: 'workflow', id, number: 7 }))).toEqual({ id });
  });

  it.each([
    ['api', id],
    ['api', `billingplan_${id}`],
    ['api', 'api_no-uuid'],
    ['team', '12x'],
    ['team', '-1'],
    ['team', 1.5],
  ])('of %s are not %s', (type, outward) => {
    expect(inwardId(type, outward)).toBeNull();
  });
});
