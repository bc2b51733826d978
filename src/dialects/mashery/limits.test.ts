import { describe, expect, it } from 'vitest';
import { masheryFamily, masheryObject } from '../../../test/harness/mashery-objects.ts';
import type { JsonObject } from '../../base/json.ts';
import { objectSnapshotOf } from '../../pipeline/snapshot.ts';
import { limitsOf } from './limits.ts';

describe('the limits of a key', () => {
  const family = masheryFamily();

  function ofPackageKey(keyFields: JsonObject, planFields: JsonObject = {}) {
    const plan = masheryObject('plan', { ...family.plan.fields, ...planFields });
    const key = masheryObject('package_key', keyFields);
    return limitsOf(objectSnapshotOf(key), { plan: objectSnapshotOf(plan) });
  }

  const ofPlan = [
    { period: 'second', source: 'plan', ceiling: 5 },
    { period: 'day', source: 'plan', ceiling: 1000 },
  ];

  it('shows the limits of the plan for a package key, and of the service for a key', () => {
    expect(ofPackageKey({})).toEqual(ofPlan);
    expect(limitsOf(objectSnapshotOf(family.key), { service: objectSnapshotOf(family.service) })).toEqual([
      { period: 'second', source: 'service', ceiling: 2 },
      { period: 'day', source: 'service', ceiling: 5000 },
    ]);
  });

  it('leaves overrides aside where the plan does not allow them', () => {
    expect(ofPackageKey({ rate_limit_ceiling: 9, qps_limit_exempt: true })).toEqual(ofPlan);
  });

  it('shows overrides where the plan allows them, each kind by itself', () => {
    expect(ofPackageKey({ rate_limit_ceiling: 9 }, { rate_limit_key_override_allowed: true })).toEqual([
      ofPlan[0],
      { period: 'day', source: 'package_key', ceiling: 9 },
    ]);
    expect(ofPackageKey({ qps_limit_ceiling: 8 }, { rate_limit_key_override_allowed: true })).toEqual(ofPlan);
  });

  it('shows an exemption as a ceiling of 0 of whoever gave it', () => {
    const overrides = { rate_limit_key_override_allowed: true, qps_limit_key_override_allowed: true };
    expect(ofPackageKey({ qps_limit_exempt: true, qps_limit_ceiling: 4 }, overrides)[0]).toEqual({
      period: 'second',
      source: 'package_key',
      ceiling: 0,
    });
    expect(ofPackageKey({}, { rate_limit_exempt: true, rate_limit_period: 'month' })[1]).toEqual({
      period: 'month',
      source: 'plan',
      ceiling: 0,
    });
  });

  it("takes a key's own values whatever its service says", () => {
    const key = masheryObject('key', { rate_limit_ceiling: 7 });
    expect(limitsOf(objectSnapshotOf(key), { service: objectSnapshotOf(family.service) })[1]).toEqual({
      period: 'day',
      source: 'key',
      ceiling: 7,
    });
  });

  it('shows a plan its own limits', () => {
    expect(limitsOf(objectSnapshotOf(family.plan), {})).toEqual(ofPlan);
  });
});
