import { describe, expect, it } from 'vitest';
import { apigeeRoleOf, mayDo } from './roles.ts';

describe('a role of the vendor', () => {
  it.each([
    ['orgadmin', 'DELETE', '/webhooks/1', true],
    ['orgadmin', 'PUT', '', true],
    ['readonlyadmin', 'GET', '/webhooks', true],
    ['readonlyadmin', 'GET', '', true],
    ['readonlyadmin', 'POST', '/webhooks', false],
    ['readonlyadmin', 'DELETE', '/webhooks/1', false],
    ['opsadmin', 'POST', '/transactions', true],
    ['opsadmin', 'DELETE', '/transactions', false],
    ['opsadmin', 'POST', '/webhooks', false],
    ['opsadmin', 'GET', '/notification-conditions', true],
    ['businessuser', 'POST', '/developers/joe@example.com/developer-rateplans', true],
    ['businessuser', 'POST', '/developers', true],
    ['businessuser', 'DELETE', '/webhooks/1', true],
    ['businessuser', 'PUT', '', false],
    ['businessuser', 'POST', '/transactions', false],
    ['user', 'GET', '/webhooks', false],
    ['made-up', 'GET', '/webhooks', false],
    ['constructor', 'GET', '/webhooks', false],
  ])('%s: %s %s is %s', (role, method, path, allowed) => {
    expect(mayDo(role, method, path)).toBe(allowed);
  });

  it('goes before that of Bellwire', () => {
    expect(apigeeRoleOf({ role: 'editor', dialectRole: 'businessuser' })).toBe('businessuser');
    expect(apigeeRoleOf({ role: 'viewer' })).toBe('readonlyadmin');
  });
});
