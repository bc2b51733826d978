import { deleteById, type Refusal } from './known.ts';

const createTeam = 'mutation ($input: TeamCreateInput!) { createTeam(input: $input) { id } }';
const createWorkflow = 'mutation ($input: CreateWorkflowInput!) { createWorkflow(options: $input) }';
const createUser = 'mutation ($input: UserCreateInput!) { createUser(user: $input) { id } }';

const giveRole =
  'mutation ($input: [EntityRoleInput]) { createEntitiesRoles(input: { entitiesRoles: $input }) }';
const createRole = 'mutation ($input: RoleCreateInput!) { createRole(role: $input) { id } }';
const granted = { rolePermission: { granted: true } };

/** Of users, organizations and teams, of what they ask for and of jobs. */
export const refusalsOfPeople: readonly Refusal[] = [
  [
    'a second default team',
    createTeam,
    ({ organization }) => ({
      input: { organizationId: Number(organization.id), name: 'Second', isDefault: true },
    }),
    'BAD_USER_INPUT',
    /only one/,
  ],
  [
    'the deletion of the default team',
    deleteById('deleteTeam'),
    ({ organization }) => ({ id: organization.team }),
    'CONFLICT',
    /goes with its organization/,
  ],
  [
    'the deletion of a user who owns APIs',
    deleteById('deleteUser'),
    ({ owner }) => ({ id: owner }),
    'CONFLICT',
    /still used by 2 APIs/,
  ],
  [
    'a user name that is taken',
    createUser,
    () => ({ input: { username: 'user2', email: 'new@example.com' } }),
    'DUPLICATE',
    /username is already taken/,
  ],
  [
    'an e-mail that is none',
    createUser,
    () => ({ input: { username: 'new', email: 'nobody' } }),
    'BAD_USER_INPUT',
    /email must be an e-mail address/,
  ],
  [
    'the name of another app',
    'mutation ($input: DeleteProjectInput!) { deleteProject(input: $input) }',
    ({ app }) => ({ input: { projectId: app.id, projectName: 'Other' } }),
    'BAD_USER_INPUT',
    /not the name of this app/,
  ],
  [
    'an approval of a plan of another API',
    createWorkflow,
    ({ api, otherApi, other }) => ({
      input: {
        topic: 'RequestAccessPlan',
        componentId: api.id,
        subComponentId: otherApi.plan,
        requestorId: other,
      },
    }),
    'BAD_USER_INPUT',
    /plan of another API/,
  ],
  [
    'an approval that is decided from the beginning',
    createWorkflow,
    ({ api, other }) => ({
      input: { topic: 'PublishAPI', componentId: api.id, requestorId: other, workflowStatus: 'APPROVED' },
    }),
    'BAD_USER_INPUT',
    /workflowStatus must be OPEN/,
  ],
  [
    'a second decision',
    'mutation ($id: Int!) { updateWorkflows(options: { workflowIds: [$id], workflowStatus: APPROVED }) }',
    ({ decided }) => ({ id: decided }),
    'CONFLICT',
    /decided/,
  ],
  [
    'a job that has ended',
    'mutation ($id: ID!) { updateJobRequest(input: { id: $id, status: RUNNING }) { id } }',
    ({ finishedJob }) => ({ id: finishedJob }),
    'CONFLICT',
    /has ended/,
  ],
  [
    'progress beyond the end',
    'mutation ($id: ID!) { updateJobRequest(input: { id: $id, progress: 2 }) { id } }',
    ({ finishedJob }) => ({ id: finishedJob }),
    'CONFLICT',
    /has ended/,
  ],
  [
    'a list that is too long',
    'mutation ($ids: [ID!]!) { deleteBillingPlans(ids: $ids) }',
    () => ({ ids: Array.from({ length: 10_000 }, () => 'x') }),
    'QUERY_TOO_LARGE',
    /list/,
  ],
  [
    'a role that is taken',
    createRole,
    () => ({ input: { name: 'Reviewer', roleLevel: 'USER_TEAM' } }),
    'DUPLICATE',
    /already taken/,
  ],
  [
    'a permission twice',
    createRole,
    () => ({
      input: {
        name: 'New',
        roleLevel: 'USER_TEAM',
        permissions: [
          { id: '1', ...granted },
          { id: '1', ...granted },
        ],
      },
    }),
    'BAD_USER_INPUT',
    /permissions name 1 twice/,
  ],
  [
    'a role for users that is given to a team, after one that is right',
    giveRole,
    ({ role, other, organization }) => ({
      input: [
        { roleId: role, entityId: Number(other) },
        { roleId: role, entityId: Number(organization.team) },
      ],
    }),
    'BAD_USER_INPUT',
    /level USER_ORGANIZATION, which a team cannot have/,
  ],
  [
    'a role of nobody',
    giveRole,
    ({ role }) => ({ input: [{ roleId: role }] }),
    'BAD_USER_INPUT',
    /entitiesRoles\.0\.entityId is required/,
  ],
  [
    'a role that is none',
    giveRole,
    ({ other }) => ({ input: [{ roleId: 1, entityId: Number(other) }] }),
    'NOT_FOUND',
    /no role/,
  ],
  [
    'a role in an organization of another hub',
    giveRole,
    ({ role, other, foreignOwner }) => ({
      input: [{ roleId: role, entityId: Number(other), orgId: Number(foreignOwner) }],
    }),
    'NOT_FOUND',
    /no organization/,
  ],
  [
    'the deletion of a role that is none',
    'mutation ($id: [ID!]!) { deleteRole(id: $id) }',
    ({ role }) => ({ id: [String(role), '1'] }),
    'NOT_FOUND',
    /no role/,
  ],
];
