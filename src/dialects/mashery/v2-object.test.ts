import { describe, expect, it } from 'vitest';
import { masheryFamily, masheryObject, masherySnapshot } from '../../../test/harness/mashery-objects.ts';
import type { JsonObject } from '../../base/json.ts';
import { toV2Object } from './v2-object.ts';

const family = masheryFamily();
const { member, application, service, key, plan, packageKey } = family;
const saved = { created: '2009-12-12T01:05:55Z', updated: '2010-01-02T03:04:05Z' };
const now = new Date('2026-01-31T08:00:00.999Z');

function eventOf(...args: Parameters<typeof masherySnapshot>): JsonObject {
  return toV2Object(masherySnapshot(...args), 'event', now);
}

describe('in an event', () => {
  it('shows a member flat, with every field and no password', () => {
    expect(eventOf('updated', member, {})).toEqual({
      id: 123456,
      uuid: member.id,
      ...saved,
      username: 'joe',
      email: 'joe@example.com',
      display_name: 'Joe',
      uri: '',
      blog: '',
      im: '',
      imsvc: '',
      phone: '',
      company: '',
      address1: '',
      address2: '',
      locality: '',
      region: '',
      postal_code: '',
      country_code: '',
      first_name: '',
      last_name: '',
      registration_ipaddr: '',
      area_status: 'active',
      external_id: '',
      object_type: 'member',
    });
  });

  it('nests the whole member in an application', () => {
    const shown = eventOf('created', application, { member });
    expect(shown).toMatchObject({
      id: 62,
      uuid: application.id,
      ...saved,
      username: 'joe',
      name: 'Maps',
      status: 'draft',
      commercial: false,
      ads: false,
      is_packaged: true,
      object_type: 'application',
    });
    expect(shown.member).toEqual(eventOf('updated', member, {}));
  });

  it('nests member and application in a key, and shows its service as key and limits', () => {
    const shown = eventOf('created', key, { member, application, service });
    expect(shown).toMatchObject({
      id: 14398445,
      ...saved,
      service_key: 'svc1',
      apikey: 'k1',
      username: 'joe',
      status: 'active',
      rate_limit_ceiling: 0,
      oauth_rate_limit_ceiling: 0,
      oauth_qps_limit_exempt: false,
      limits: [
        { period: 'second', source: 'service', ceiling: 2 },
        { period: 'day', source: 'service', ceiling: 5000 },
      ],
      member: { username: 'joe', object_type: 'member' },
      application: { id: 62, username: 'joe', object_type: 'application' },
      object_type: 'key',
    });
    expect(shown).not.toHaveProperty('service');
    expect(shown).not.toHaveProperty('uuid');
    expect(shown.application).not.toHaveProperty('member');
  });

  it('nests member, application, package and plan in a package key', () => {
    const shown = eventOf('updated', packageKey, { member, application, package: family.package, plan });
    expect(shown).toMatchObject({
      id: 1000,
      uuid: packageKey.id,
      apikey: 'pk1',
      secret: '',
      status: 'active',
      limits: [
        { period: 'second', source: 'plan', ceiling: 5 },
        { period: 'day', source: 'plan', ceiling: 1000 },
      ],
      member: { username: 'joe', phone: '' },
      application: { id: 62 },
      package: { id: 59, name: 'Gold', is_using_shared_secret: false, object_type: 'package' },
      plan: { id: 47, name: 'Basic', object_type: 'plan' },
      object_type: 'package_key',
    });
    for (const name of ['username', 'expires', 'passwd_new']) expect(shown).not.toHaveProperty(name);
    expect(shown.plan).not.toHaveProperty('eav');
  });

  it('has its fields in the order of the samples, its own ones behind the number', () => {
    const shown = eventOf('created', packageKey, { member, application, package: family.package, plan });
    expect(Object.keys(shown).filter((name) => name !== 'uuid')).toEqual([
      ...['id', 'apikey', 'secret', 'rate_limit_ceiling', 'rate_limit_exempt', 'qps_limit_ceiling'],
      ...['qps_limit_exempt', 'status', 'created', 'updated', 'limits', 'object_type'],
      ...['member', 'application', 'package', 'plan'],
    ]);
    expect(JSON.stringify(shown.limits)).toBe(
      '[{"period":"second","source":"plan","ceiling":5},{"period":"day","source":"plan","ceiling":1000}]',
    );
    expect(Object.keys(shown.member as object).filter((name) => name !== 'id' && name !== 'uuid')).toEqual([
      ...['created', 'updated', 'username', 'email', 'display_name', 'uri', 'blog', 'im', 'imsvc', 'phone'],
      ...['company', 'address1', 'address2', 'locality', 'region', 'postal_code', 'country_code'],
      ...['first_name', 'last_name', 'registration_ipaddr', 'area_status', 'external_id', 'object_type'],
    ]);
  });

  it('leaves out ids before the object is saved, and dates it as the samples do', () => {
    const unsavedMember = eventOf('created', member, {}, true);
    expect(unsavedMember).toMatchObject({
      created: '2026-01-31T08:00:00Z',
      updated: '2026-01-31T08:00:00Z',
      area_status: 'active',
      object_type: 'member',
    });
    const unsavedKey = eventOf('created', packageKey, { member, application }, true);
    expect(unsavedKey).toMatchObject({
      created: '1970-01-01T00:00:00Z',
      updated: '1970-01-01T00:00:00Z',
      member: { id: 123456, ...saved },
    });
    for (const shown of [unsavedMember, unsavedKey]) {
      expect(shown).not.toHaveProperty('id');
      expect(shown).not.toHaveProperty('uuid');
    }
  });

  it('shows custom fields flat, but lets none pass for a field of its own', () => {
    const custom = masheryObject('application', { name: 'Maps', tier: 'gold', id: '9', object_type: 'x' });
    expect(eventOf('created', custom, { member })).toMatchObject({
      id: 1,
      tier: 'gold',
      object_type: 'application',
    });
    expect(eventOf('created', custom, { member }, true)).not.toHaveProperty('id');
  });

  it('fills in a field that an old record does not have', () => {
    const old = { ...member, fields: { username: 'joe' } };
    expect(eventOf('updated', old, {})).toMatchObject({ email: '', area_status: 'waiting' });
  });
});

describe('in a result', () => {
  it('is flat, and shows the password blank', () => {
    expect(toV2Object(masherySnapshot('created', member, {}), 'result')).toMatchObject({
      username: 'joe',
      passwd_new: '',
    });
    const shown = toV2Object(masherySnapshot('created', key, { member, application, service }), 'result');
    expect(shown).toMatchObject({ username: 'joe', service_key: 'svc1' });
    expect(shown).not.toHaveProperty('member');
  });
});
