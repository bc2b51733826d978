import { describe, expect, it } from 'vitest';
import { masheryFamily, masheryObject } from '../../../../test/harness/mashery-objects.ts';
import type { Draft } from '../../../catalogue/catalogue.ts';
import { key } from './key.ts';
import { packageKey } from './package-key.ts';
import { service } from './service.ts';

const family = masheryFamily();
const ids = { key: (length: number) => 'x'.repeat(length) };

function draftOf(type: 'key' | 'package_key', changes: Partial<Draft> = {}): Draft {
  const { member, application, plan, service: api } = family;
  const related =
    type === 'key'
      ? { member, application, service: api }
      : { member, application, package: family.package, plan };
  return { before: null, fields: masheryObject(type).fields, related, siblings: [], ids, ...changes };
}

/** The member's keys on the plan of the family. */
function keysOnPlan(count: number, planId = family.plan.id) {
  return Array.from({ length: count }, (_, index) =>
    masheryObject('package_key', {}, { plan: planId }, 2000 + index),
  );
}

function planWith(fields: object) {
  return { ...family.plan, fields: { ...family.plan.fields, ...fields } };
}

function packageKeyDraft(planFields: object, siblings: Draft['siblings'], changes: Partial<Draft> = {}) {
  const draft = draftOf('package_key', { siblings, ...changes });
  return { ...draft, related: { ...draft.related, plan: planWith(planFields) } };
}

describe('a package key', () => {
  it('gets a key of the length that its package says, and no secret unless that asks for one', () => {
    expect(packageKey.complete!(draftOf('package_key'))).toEqual({
      apikey: 'x'.repeat(24),
      status: 'active',
    });
    const related = { ...draftOf('package_key').related };
    related.package = masheryObject('package', { key_length: 30, shared_secret_length: 10 });
    expect(packageKey.complete!(draftOf('package_key', { related }))).toMatchObject({
      apikey: 'x'.repeat(30),
      secret: 'x'.repeat(10),
    });
  });

  it('keeps what the caller gave', () => {
    const { fields } = masheryObject('package_key', { apikey: 'mine', secret: 's', status: 'disabled' });
    expect(packageKey.complete!(draftOf('package_key', { fields }))).toEqual({});
  });

  it.each([
    [{}, 5, 'active'],
    [{ is_moderated: true }, 0, 'waiting'],
    [{ package_key_moderation_threshold: 2 }, 1, 'active'],
    [{ package_key_moderation_threshold: 2 }, 2, 'waiting'],
    [{ is_moderated: true, package_key_moderation_threshold: 2 }, 1, 'active'],
    [{ is_moderated: true, package_key_moderation_threshold: 2 }, 2, 'waiting'],
  ])('with the plan %j and %i keys starts %s', (planFields, count, status) => {
    expect(packageKey.complete!(packageKeyDraft(planFields, keysOnPlan(count)))).toMatchObject({ status });
  });

  it('does not count keys on other plans', () => {
    const elsewhere = keysOnPlan(3, 'another-plan');
    const draft = packageKeyDraft({ package_key_moderation_threshold: 2, package_key_max: 2 }, elsewhere);
    expect(packageKey.complete!(draft)).toMatchObject({ status: 'active' });
    expect(packageKey.check!(draft)).toEqual([]);
  });

  it('starts disabled for a disabled member', () => {
    const draft = draftOf('package_key');
    draft.related = { ...draft.related, member: masheryObject('member', { area_status: 'disabled' }) };
    expect(packageKey.complete!(draft)).toMatchObject({ status: 'disabled' });
  });

  it('keeps its status when an update blanks it', () => {
    const draft = draftOf('package_key', { before: masheryObject('package_key', { status: 'disabled' }) });
    expect(packageKey.complete!(draft)).toEqual({ status: 'disabled' });
  });

  it('needs a plan of its package', () => {
    const draft = draftOf('package_key');
    expect(packageKey.check!(draft)).toEqual([]);
    draft.related = { ...draft.related, package: masheryObject('package', {}, {}, 60) };
    expect(packageKey.check!(draft)).toMatchObject([{ field: 'plan' }]);
  });

  it('is refused above what the plan allows, but may be changed where it stands', () => {
    const full = packageKeyDraft({ package_key_max: 2 }, keysOnPlan(2));
    expect(packageKey.check!(full)).toMatchObject([{ field: 'plan' }]);
    expect(packageKey.check!({ ...full, before: family.packageKey })).toEqual([]);
    expect(packageKey.check!(packageKeyDraft({ package_key_max: 2 }, keysOnPlan(1)))).toEqual([]);
    const from = masheryObject('package_key', {}, { plan: 'another-plan' }, 1000);
    expect(packageKey.check!({ ...full, before: from })).toMatchObject([{ field: 'plan' }]);
  });

  it('asks for its siblings only where the plan counts', () => {
    expect(packageKey.siblingsOn!({ plan: family.plan })).toBeNull();
    expect(packageKey.siblingsOn!({ plan: planWith({ package_key_max: 1 }) })).toBe('member');
    expect(packageKey.siblingsOn!({ plan: planWith({ package_key_moderation_threshold: 1 }) })).toBe(
      'member',
    );
  });
});

describe('a key', () => {
  it('gets a key and a status by the moderation of its service', () => {
    expect(key.complete!(draftOf('key'))).toEqual({ apikey: 'x'.repeat(24), status: 'active' });
    const related = { ...draftOf('key').related, service: masheryObject('service', { is_moderated: true }) };
    expect(key.complete!(draftOf('key', { related }))).toMatchObject({ status: 'waiting' });
  });

  it('keeps key and status when an update blanks them', () => {
    expect(key.complete!(draftOf('key', { before: family.key }))).toEqual({ apikey: 'k1', status: 'active' });
  });

  it('needs a member, an application of that member, and stays with it', () => {
    const { service: api, member, application } = family;
    const stranger = masheryObject('member', {}, {}, 9);
    expect(key.check!(draftOf('key'))).toEqual([]);
    expect(key.check!(draftOf('key', { related: { service: api, member } }))).toEqual([]);
    expect(key.check!(draftOf('key', { related: { service: api } }))).toMatchObject([{ field: 'member' }]);
    expect(
      key.check!(draftOf('key', { related: { service: api, application, member: stranger } })),
    ).toMatchObject([{ field: 'application' }]);
    expect(
      key.check!(draftOf('key', { before: family.key, related: { service: api, member: stranger } })),
    ).toMatchObject([{ field: 'member' }]);
  });
});

describe('a service', () => {
  it('gets its service key when it is created, and only then', () => {
    const draft = { ...draftOf('key'), fields: masheryObject('service').fields };
    expect(service.complete!(draft)).toEqual({ service_key: 'x'.repeat(24) });
    expect(service.complete!({ ...draft, before: family.service })).toEqual({});
  });
});
