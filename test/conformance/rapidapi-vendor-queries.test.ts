import { beforeAll, describe, expect, it } from 'vitest';
import { startTestBellwire } from '../harness/bellwire.ts';
import { hubObjects, type MadeApi } from '../harness/hub-objects.ts';
import { createHub, type Hub } from '../harness/rapidapi.ts';

/** Requests in the form that the vendor's pages show them: what is asked for, and which arguments and variables it has. */
let hub: Hub;
let owner: string;
let organization: { id: string; team: string };
let api: MadeApi;
let subscriptions: number[];

beforeAll(async () => {
  hub = await createHub(await startTestBellwire(), 'hub');
  const make = hubObjects(hub);
  owner = await make.user();
  organization = await make.organization();
  await hub.done(`mutation { addUserToTeams(userId: ${owner}, teamIds: [${organization.team}]) }`);
  api = await make.api(owner);
  subscriptions = [];
  for (const subscriber of [await make.user(), organization.team])
    subscriptions.push(await make.subscription(api.id, api.planVersion, subscriber));
});

describe('apps and authorizations', () => {
  it('answers with the apps of a user', async () => {
    const query = `query User($id: ID!) {
      user(id: $id) { username email numOfProjects ProjectACLs { Project { name id } } }
    }`;
    const { user } = await hub.done(query, { id: owner });
    expect(user).toEqual({
      username: 'user1',
      email: 'user1@example.com',
      numOfProjects: 1,
      ProjectACLs: [{ Project: { name: `default-application_${owner}`, id: expect.any(Number) } }],
    });
  });

  it('makes an app, and answers with its authorizations', async () => {
    const create = `mutation CreateProject($project: ProjectCreateInput!) {
      createProject(project: $project) { id name description }
    }`;
    const project = { projectOwner: owner, projectName: 'Mine', description: 'What it is for' };
    const { createProject } = await hub.done(create, { project });
    expect(createProject).toMatchObject({ name: 'Mine', description: 'What it is for' });
    const query = `query ApplicationAuthorizations($where: AppAuthorizationsWhereInput!) {
      applicationAuthorizations(where: $where) { id name key authorizationType status }
    }`;
    const { applicationAuthorizations } = await hub.done(query, { where: { projectId: createProject.id } });
    expect(applicationAuthorizations).toMatchObject([{ authorizationType: 'RAPIDAPI', status: 'ACTIVE' }]);
  });
});

describe('users, teams and roles', () => {
  it.each([
    ['by their e-mail', () => ({ email: 'user1@example.com' })],
    ['by their name', () => ({ username: 'user1' })],
    ['by ids that are numbers', () => ({ userIds: [Number(owner)] })],
  ])('finds users %s, with their apps and those of their teams', async (_how, where) => {
    const query = `query Users($where: UserWhereInput!) {
      users(where: $where) {
        id username name email createdAt status
        ProjectAcls { Project { name id description } }
        Teams { id name ProjectAcls { Project { name id description } } }
      }
    }`;
    const { users } = await hub.done(query, { where: where() });
    expect(users).toHaveLength(1);
    expect(users[0].ProjectAcls[0].Project.name).toBe(`default-application_${owner}`);
    const [team] = users[0].Teams;
    expect([team.id, team.ProjectAcls[0].Project.name]).toEqual([
      organization.team,
      `default-application_${organization.team}`,
    ]);
  });
});

describe('organizations', () => {
  it('makes one with the users that it begins with', async () => {
    const create = `mutation CreateOrganization($input: OrganizationCreateInput!) {
      createOrganization(input: $input) { name, id }
    }`;
    const users = [{ email: 'user1@example.com', role: 'ADMIN' }];
    const input = { name: 'Org X', email: 'bills@example.com', seats: 7, users };
    const { createOrganization } = await hub.done(create, { input });
    expect(createOrganization.name).toBe('Org X');
    const members = 'query ($id: ID!) { organization(id: $id) { teams { users { email role } } } }';
    const { teams } = (await hub.done(members, { id: createOrganization.id })).organization;
    expect(teams).toEqual([{ users }]);
  });

  it('answers with the apps of its teams, and what they may call', async () => {
    const query = `query Organization($id: ID!) {
      organization(id: $id) {
        id name slugifiedName
        teams {
          id name
          ProjectAcls {
            Project { id name description thumbnail mashapeId enableLimitsToAPIs projectAllowedAPIs { id } }
          }
        }
      }
    }`;
    const [team] = (await hub.done(query, { id: organization.id })).organization.teams;
    expect(team.ProjectAcls).toMatchObject([{ Project: { mashapeId: null, projectAllowedAPIs: [] } }]);
  });
});

describe('API subscriptions', () => {
  const query = `query subscriptions($where: SubscriptionsWhereInput, $pagination: PaginationInput) {
    subscriptions(where: $where, pagination: $pagination) {
      nodes { id userId apiId status createdAt canceledAt entity { type name email id } api { id name visibility category } }
      totalCount
    }
  }`;
  const idsOf = ({ nodes }: { nodes: { id: number }[] }) => nodes.map(({ id }) => id);

  it('lists those of who asks', async () => {
    const variables = { where: {}, pagination: { first: 10 } };
    const key = await hub.makeKey('editor', 'user1');
    const own = (await hub.ask(query, variables, { 'x-rapidapi-key': key })).body.data.subscriptions;
    expect([own.totalCount, own.nodes[0].userId]).toEqual([1, Number(owner)]);
    // A key that is nobody's.
    expect((await hub.done(query, variables)).subscriptions.totalCount).toBeGreaterThan(3);
  });

  it('lists those of somebody else, a user or a team', async () => {
    const { nodes } = (await hub.done(query, { where: { userId: Number(organization.team) } })).subscriptions;
    expect(nodes).toMatchObject([{ id: subscriptions[1], api: { id: api.id }, entity: { type: 'Team' } }]);
  });

  it('lists all of an API where no limit is wanted, the newest first', async () => {
    const pagingArgs = { limit: -1, orderBy: 'createdAt', orderDirection: 'desc' };
    const found = (await hub.done(query, { where: { apiId: api.id, pagingArgs } })).subscriptions;
    expect([found.totalCount, idsOf(found)]).toEqual([
      3,
      [subscriptions[1], subscriptions[0], expect.any(Number)],
    ]);
  });

  it('begins where it is told to, also without a limit', async () => {
    const pagingArgs = { limit: -1, offset: 2 };
    const found = (await hub.done(query, { where: { apiId: api.id, pagingArgs } })).subscriptions;
    expect(idsOf(found)).toEqual([subscriptions[1]]);
  });

  it('makes one of a plan that was found by the API', async () => {
    const plans = `query BillingPlanVersions($where: BillingPlanVersionWhereInput) {
      billingPlanVersions(where: $where) { nodes { id name price pricing } }
    }`;
    const { nodes } = (await hub.done(plans, { where: { apiId: api.id } })).billingPlanVersions;
    const create = `mutation CreateSubscription($input: SubscriptionCreateInput!) {
      createSubscription(input: $input) { id apiId status __typename }
    }`;
    const ownerId = await hubObjects(hub).team(organization.id);
    const input = { apiId: api.id, billingPlanVersionId: nodes[0].id, ownerId };
    expect((await hub.done(create, { input })).createSubscription).toMatchObject({
      apiId: api.id,
      status: 'ACTIVE',
      __typename: 'BillingSubscription',
    });
  });
});
