import { expect, it } from 'vitest';
import { allRoles, checkRoles } from './roles.ts';

it('refuses a node that would have nothing to do, and no other', () => {
  expect(() => checkRoles({ api: false, delivery: false })).toThrow(/--no-api and --no-delivery/);
  for (const roles of [allRoles, { api: true, delivery: false }, { api: false, delivery: true }]) {
    expect(() => checkRoles(roles)).not.toThrow();
  }
});
