import { beforeAll, describe, expect, it } from 'vitest';
import type { MadeApi } from '../harness/hub-objects.ts';
import { startToldHub } from '../harness/told-hub.ts';

const { hub, make, toldOf } = await startToldHub();

const fields = 'id key name roleLevel isDefault permissions { id key rolePermission { granted readOnly } }';
const createRole = `mutation ($role: RoleCreateInput!) { createRole(role: $role) { ${fields} } }`;
const updateRole = `mutation ($role: RoleUpdateInput!) { updateRole(role: $role) { ${fields} } }`;
const give = 'mutation ($roles: [EntityRoleInput]) { createEntitiesRoles(input: { entitiesRoles: $roles }) }';
const listed = `query ($where: RoleWhereInput!) {
  roles(where: $where, orderBy: { sortingFields: [{ fieldName: NAME, by: ASC }] }) { nodes { name isDefault } totalCount }
}`;
const held = `query ($where: EntityRoleWhereInput!) {
  entitiesRoles(where: $where) { nodes { entityId parentId orgId role { name } } }
}`;
const newRole = async (name: string, more: object = {}) =>
  (await hub.done(createRole, { role: { name, roleLevel: 'USER_ORGANIZATION', ...more } })).createRole;
const rolesOf = async (...entityIds: number[]) =>
  (await hub.done(held, { where: { entityIds } })).entitiesRoles.nodes;

describe('roles', () => {
  it('are made, changed and listed by level, and nothing is told of them', async () => {
    const told = await toldOf(async () => {
      const permission = { id: '7', key: 'apis.publish', rolePermission: { granted: true } };
      const role = await newRole('API Reviewer', { permissions: [permission] });
      expect(role).toMatchObject({
        key: 'api-reviewer',
        roleLevel: 'USER_ORGANIZATION',
        isDefault: false,
        permissions: [{ id: '7', key: 'apis.publish', rolePermission: { granted: true, readOnly: null } }],
      });
      const changed = await hub.done(updateRole, { role: { id: role.id, key: 'reviewer', permissions: [] } });
      expect(changed.updateRole).toMatchObject({ key: 'reviewer', name: 'API Reviewer', permissions: [] });
      await newRole('Team Lead', { roleLevel: 'USER_TEAM' });
      const names = (await hub.done(listed, { where: { roleLevels: ['USER_ORGANIZATION'] } })).roles;
      expect(names).toEqual({ nodes: [{ name: 'API Reviewer', isDefault: false }], totalCount: 1 });
    });
    expect(told).toEqual([]);
  });

  it('of a level have one default: the next one takes it from the last', async () => {
    const roleLevel = 'TEAM_ENVIRONMENT';
    const { id } = await newRole('Plain', { roleLevel, isDefault: true });
    await newRole('Better', { roleLevel, isDefault: true });
    const defaults = async () => (await hub.done(listed, { where: { roleLevels: [roleLevel] } })).roles.nodes;
    expect(await defaults()).toEqual([
      { name: 'Better', isDefault: true },
      { name: 'Plain', isDefault: false },
    ]);
    await hub.done(updateRole, { role: { id, isDefault: true } });
    expect((await defaults()).map(({ isDefault }: { isDefault: boolean }) => isDefault)).toEqual([
      false,
      true,
    ]);
  });

  it('are given to whom their level is for, once, and go with them', async () => {
    const user = Number(await make.user());
    const { id, team } = await make.organization();
    const role = await newRole('Member');
    const inTeam = await newRole('Lead', { roleLevel: 'USER_TEAM' });
    const told = await toldOf(async () => {
      const roles = [
        { entityId: user, roleId: Number(role.id), orgId: Number(id) },
        { entityId: user, roleId: Number(inTeam.id), parentId: Number(team) },
      ];
      await hub.done(give, { roles });
      await hub.done(give, { roles });
    });
    expect(told).toEqual([]);
    expect(await rolesOf(user)).toEqual([
      { entityId: user, parentId: null, orgId: Number(id), role: { name: 'Member' } },
      { entityId: user, parentId: Number(team), orgId: null, role: { name: 'Lead' } },
    ]);
    await hub.done('mutation ($id: ID!) { deleteOrganization(id: $id) }', { id });
    expect(await rolesOf(user)).toEqual([]);
  });

  it('of a user in an organization are changed for another one of the same level', async () => {
    const user = Number(await make.user());
    const organizations = [await make.organization(), await make.organization()].map(({ id }) => Number(id));
    const [first, second] = [await newRole('First'), await newRole('Second')];
    const roles = organizations.map((orgId) => ({ entityId: user, roleId: Number(first.id), orgId }));
    await hub.done(give, { roles });
    await hub.done('mutation ($input: UserRolesUpdateInput) { updateUserRoles(input: $input) }', {
      input: { entityId: user, roleId: Number(second.id), orgId: organizations[0] },
    });
    expect(await rolesOf(user)).toMatchObject([
      { orgId: organizations[1], role: { name: 'First' } },
      { orgId: organizations[0], role: { name: 'Second' } },
    ]);
  });

  it('are not deleted while somebody has them', async () => {
    const remove = 'mutation ($id: [ID!]!) { deleteRole(id: $id) }';
    const [free, taken] = [await newRole('Free'), await newRole('Taken')];
    await hub.done(give, { roles: [{ entityId: Number(await make.user()), roleId: Number(taken.id) }] });
    const refused = await hub.refused(remove, { id: [free.id, taken.id] });
    expect([refused.extensions.code, refused.message]).toEqual([
      'CONFLICT',
      expect.stringContaining('still used'),
    ]);
    expect(await hub.done(remove, { id: [free.id] })).toEqual({ deleteRole: true });
  });
});

describe('a private plan', () => {
  const invite = `mutation ($input: AllowedPlanDevelopersUpdateInput) {
    updateAllowedPlanDevelopers(input: $input) { id userId user { id type } status }
  }`;
  let api: MadeApi;
  let owner: string;
  let plan: { id: string; version: string };

  beforeAll(async () => {
    owner = await make.user();
    api = await make.api(owner);
    plan = await make.plan(api, { isPrivatePlan: true });
  });

  it('is for those who are invited and for the owner of the API', async () => {
    const [user, { team }] = [await make.user(), await make.organization()];
    await expect(make.subscription(api.id, plan.version, user)).rejects.toThrow('is private');
    const allowed = [{ user: { id: user } }, { user: { id: team, type: 'Team' } }];
    const told = await toldOf(() =>
      hub.done(invite, { input: { planId: plan.id, apiId: api.id, allowedPlanDevelopers: allowed } }),
    );
    expect(told).toEqual([]);
    for (const subscriber of [user, team, owner]) await make.subscription(api.id, plan.version, subscriber);
  });

  it('is closed to those whose invitation was taken back, and open to the others', async () => {
    const [first, second] = [await make.user(), await make.user()];
    const all = [{ user: { id: first } }, { user: { id: second } }];
    const { updateAllowedPlanDevelopers: invited } = await hub.done(invite, {
      input: { planId: plan.id, allowedPlanDevelopers: all },
    });
    const { id } = invited.find(({ userId }: { userId: number }) => userId === Number(first));
    const left = await hub.done(invite, {
      input: { planId: plan.id, allowedPlanDevelopers: [{ id: String(id), status: 'DELETED' }] },
    });
    expect(left.updateAllowedPlanDevelopers.length).toBe(invited.length - 1);
    await expect(make.subscription(api.id, plan.version, first)).rejects.toThrow('is private');
    await make.subscription(api.id, plan.version, second);
    const asked = `query ($id: ID!) {
      api(id: $id) { billingPlans { id allowedPlanDevelopersCount allowedPlanDevelopers { user { type } } } }
    }`;
    const { billingPlans } = (await hub.done(asked, { id: api.id })).api;
    const found = billingPlans.find((one: { id: string }) => one.id === plan.id);
    expect([found.allowedPlanDevelopersCount, found.allowedPlanDevelopers.length]).toEqual([3, 3]);
    expect(found.allowedPlanDevelopers).toContainEqual({ user: { type: 'Team' } });
  });
});
