import { describe, expect, it } from 'vitest';
import { type Role, roles } from '../store/records/role.ts';
import { type Permission, permit } from './principal.ts';

const acme = '00000000-0000-7000-8000-00000000000a';
const other = '00000000-0000-7000-8000-00000000000b';

/** A letter for each role that may: a(dministrator), e(ditor), p(ublisher), v(iewer). */
const table: Record<Permission, string> = {
  'organizations.manage': 'a',
  'organizations.read': 'aepv',
  'tokens.manage': 'a',
  'credentials.manage': 'a',
  'audit.read': 'a',
  'objects.read': 'aev',
  'objects.write': 'ae',
  'webhooks.read': 'aev',
  'webhooks.write': 'ae',
  'event-types.read': 'aepv',
  'event-types.write': 'ae',
  'events.read': 'aev',
  'events.publish': 'aep',
  'deliveries.read': 'aev',
  'deliveries.resend': 'ae',
};

const cases = Object.entries(table).flatMap(([permission, letters]) =>
  roles.map((role) => [role, permission as Permission, letters.includes(role.charAt(0))] as const),
);

function outcome(
  role: Role,
  permission: Permission,
  reach: readonly string[] | null,
  target: string | null,
): string {
  try {
    permit({ actor: 'token:1', role, organizationIds: reach }, permission, target);
    return 'allowed';
  } catch (error) {
    return (error as { code: string }).code;
  }
}

describe.each(cases)('%s asking for %s', (role, permission, allowed) => {
  const byRole = allowed ? 'allowed' : 'forbidden';

  it(`is ${byRole} where its reach covers the organization`, () => {
    expect(outcome(role, permission, null, acme)).toBe(byRole);
    expect(outcome(role, permission, [other, acme], acme)).toBe(byRole);
    expect(outcome(role, permission, null, null)).toBe(byRole);
  });

  it('is told that there is no such organization outside its reach, whatever the role', () => {
    expect(outcome(role, permission, [acme], other)).toBe('not-found');
    expect(outcome(role, permission, [], acme)).toBe('not-found');
  });

  it('is refused what concerns the whole installation when it reaches only a part', () => {
    expect(outcome(role, permission, [acme], null)).toBe('forbidden');
  });
});
