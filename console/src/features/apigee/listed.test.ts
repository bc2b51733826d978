import { describe, expect, it } from 'vitest';
import type { ListedObject } from '../../shared/api/types.ts';
import { isExpired, planFrom, stateFilter } from './listed.ts';

const now = new Date('2026-11-27T10:00:00Z');

describe('a rate plan of a list', () => {
  it('has the shape of the vendor’s API', () => {
    const object = {
      id: 'uuid',
      fields: {
        planId: 'p_gold',
        name: 'gold',
        displayName: 'Gold',
        startDate: '2026-01-01 00:00:00',
        endDate: '',
        published: true,
        ratePlanDetails: [{ type: 'USAGE_TARGET' }],
      },
      parents: { monetizationPackage: [{ type: 'monetization_package', id: 'b', label: 'Weather' }] },
    } as unknown as ListedObject;
    expect(planFrom(object)).toEqual({
      id: 'p_gold',
      name: 'gold',
      displayName: 'Gold',
      startDate: '2026-01-01 00:00:00',
      published: true,
      ratePlanDetails: [{ type: 'USAGE_TARGET' }],
      monetizationPackage: { id: 'b', name: 'Weather', displayName: 'Weather' },
    });
  });

  it('is expired from the day after its last one', () => {
    expect(isExpired({ endDate: '2026-11-27 00:00:00' }, now)).toBe(false);
    expect(isExpired({ endDate: '2026-11-26 00:00:00' }, now)).toBe(true);
    expect(isExpired({}, now)).toBe(false);
  });

  it('is found by its state', () => {
    expect(stateFilter('draft', now)).toEqual(['published:false']);
    expect(stateFilter('expired', now)).toEqual(['endDate>0', 'endDate<2026-11-27']);
    expect(stateFilter('nonsense', now)).toEqual([]);
  });
});
