import { beforeAll, describe, expect, it } from 'vitest';
import { startTestBellwire } from '../harness/bellwire.ts';
import { hubObjects, type MadeApi } from '../harness/hub-objects.ts';
import { createHub, type Hub } from '../harness/rapidapi.ts';

let hub: Hub;
let make: ReturnType<typeof hubObjects>;
let owner: string;
let guest: string;
let organization: { id: string; team: string };
let second: string;
let api: MadeApi;
let teamsApi: MadeApi;

beforeAll(async () => {
  hub = await createHub(await startTestBellwire(), 'hub');
  make = hubObjects(hub);
  [owner, guest, organization] = [await make.user(), await make.user(), await make.organization()];
  second = await make.team(organization.id);
  const join = (user: string, teams: string[]) =>
    hub.done(`mutation { addUserToTeams(userId: ${user}, teamIds: [${teams.join()}]) }`);
  await join(owner, [organization.team, second]);
  await join(guest, [second]);
  [api, teamsApi] = [await make.api(owner), await make.api(organization.team)];
});

describe('what hangs together with a party', () => {
  it('is counted and listed for an organization over all its teams, each user once', async () => {
    const query = `query ($id: ID!) {
      organization(id: $id) { users { id } occupiedSeats publishedApisList { id } apisCount }
    }`;
    expect((await hub.done(query, { id: organization.id })).organization).toEqual({
      users: [{ id: owner }, { id: guest }],
      occupiedSeats: 2,
      publishedApisList: [{ id: teamsApi.id }],
      apisCount: 1,
    });
  });

  it('is known of a team, with whether the user of the key is in it', async () => {
    const query = `query ($id: ID!) {
      team(id: $id) { usersCount isTeamMember users { email thumbnail teamsCount teams { id } } }
    }`;
    const headers = { 'x-rapidapi-key': await hub.makeKey('editor', 'user2') };
    const asGuest = async (id: string) => (await hub.ask(query, { id }, headers)).body.data.team;
    const team = await asGuest(second);
    expect(team).toEqual({
      usersCount: 2,
      isTeamMember: true,
      users: [
        {
          email: 'user1@example.com',
          thumbnail: null,
          teamsCount: 2,
          teams: [{ id: organization.team }, { id: second }],
        },
        { email: 'user2@example.com', thumbnail: null, teamsCount: 1, teams: [{ id: second }] },
      ],
    });
    expect((await asGuest(organization.team)).isTeamMember).toBe(false);
    expect((await hub.done(query, { id: second })).team.isTeamMember).toBe(false);
  });

  it('is known of a user, and of the owner of an API whichever that is', async () => {
    const update = `mutation { updateUser(input: { userId: "${owner}", company: "Acme", bio: "Maker" }) { id } }`;
    await hub.done(update);
    const query = `query ($user: ID!, $apis: [ID!]) {
      user(id: $user) { organizations { id } apisCount numOfSubscriptions }
      apis(where: { id: $apis }) {
        nodes { owner { type company bio numOfProjects numOfSubscriptions subscriptions { apiId } publishedApisList { id } apis { id } } }
      }
    }`;
    const { user, apis } = await hub.done(query, { user: owner, apis: [api.id, teamsApi.id] });
    expect(user).toEqual({ organizations: [{ id: organization.id }], apisCount: 1, numOfSubscriptions: 1 });
    const has = ({ id }: MadeApi) => ({
      ...{ numOfProjects: 1, numOfSubscriptions: 1, subscriptions: [{ apiId: id }] },
      ...{ publishedApisList: [{ id }], apis: [{ id }] },
    });
    expect(apis.nodes).toEqual([
      { owner: { type: 'User', company: 'Acme', bio: 'Maker', ...has(api) } },
      { owner: { type: 'Team', company: null, bio: null, ...has(teamsApi) } },
    ]);
  });
});

describe('what is known of an API', () => {
  const query = `query ($id: ID!) {
    api(id: $id) { subscriptionsCount publishApiPendingRequest billingPlans { version { subscriptionsCount } } }
  }`;
  const of = async () => (await hub.done(query, { id: api.id })).api;

  it('counts the subscriptions that run', async () => {
    const id = await make.subscription(api.id, api.planVersion, guest);
    expect(await of()).toMatchObject({
      subscriptionsCount: 2,
      billingPlans: [{ version: { subscriptionsCount: 2 } }],
    });
    await hub.done(`mutation { deleteSubscription(id: "${id}") }`);
    expect(await of()).toMatchObject({
      subscriptionsCount: 1,
      billingPlans: [{ version: { subscriptionsCount: 1 } }],
    });
  });

  it('says whether somebody waits for it to be published', async () => {
    expect((await of()).publishApiPendingRequest).toBe(false);
    const number = await make.workflow({ topic: 'PublishAPI', componentId: api.id, requestorId: guest });
    expect((await of()).publishApiPendingRequest).toBe(true);
    const workflows =
      '{ getWorkflowsForProvider { data { requestorEmail requesteeContextId requesteeContextDisplayName } } }';
    expect((await hub.done(workflows)).getWorkflowsForProvider.data).toEqual([
      {
        requestorEmail: 'user2@example.com',
        requesteeContextId: Number(owner),
        requesteeContextDisplayName: 'user1',
      },
    ]);
    await hub.done(
      `mutation { updateWorkflows(options: { workflowIds: [${number}], workflowStatus: REJECTED }) }`,
    );
    expect((await of()).publishApiPendingRequest).toBe(false);
  });

  it('has base URLs and quotas under the names of the vendor', async () => {
    await make.targetGroup(api.id);
    const names = `query ($id: ID!) {
      api(id: $id) {
        targetGroups { LBStrategy api apiId }
        billingPlans { version { id createdAt billinglimits { id billingplanversion item createdAt } } }
      }
    }`;
    const { targetGroups, billingPlans } = (await hub.done(names, { id: api.id })).api;
    expect(targetGroups).toEqual([{ LBStrategy: 'RANDOM', api: api.id, apiId: api.id }]);
    const { id, createdAt, billinglimits } = billingPlans[0].version;
    expect(billinglimits).toEqual([{ id: `${id}:0`, billingplanversion: id, item: 'Requests', createdAt }]);
  });
});

describe('what is said about an API', () => {
  it('has its last message and who wrote, and comments by either name', async () => {
    const message = {
      apiId: api.id,
      title: 'Help',
      body: 'First',
      authorId: Number(guest),
      entityId: Number(second),
    };
    const { messageThreadId } = await make.post('support', message);
    await make.post('support', { ...message, body: 'Last', messageThreadId });
    const threads = '{ messageThreads { threads { lastMessage { body } entity { id type } deletedAt } } }';
    expect((await hub.done(threads)).messageThreads.threads).toEqual([
      { lastMessage: { body: 'Last' }, entity: { id: second, type: 'Team' }, deletedAt: null },
    ]);
    const issueId = await make.discussion(api.id, guest);
    const comment = 'mutation ($input: CommentCreateInput!) { postCommentV3(input: $input) { id } }';
    await hub.done(comment, { input: { issueId, body: 'So many', userId: Number(owner) } });
    const issue = `{ getIssueByIdV2(issueId: ${issueId}) { user { id } commentsV2 { body user { id } } comments { body } } }`;
    expect((await hub.done(issue)).getIssueByIdV2).toEqual({
      user: { id: guest },
      commentsV2: [{ body: 'So many', user: { id: owner } }],
      comments: [{ body: 'So many' }],
    });
  });
});

it('is asked along with what a hub never has: none of it is in the way', async () => {
  const query = `query ($api: ID!, $apiId: String, $user: ID!, $organization: ID!) {
    user(id: $user) {
      name gmail githubUsername facebookUsername GITHUB_URL followers mashapeId
      ProjectACLs { Project { favorite mashapeId } }
    }
    organization(id: $organization) { teams { mashapeId users { email inviteStatus token } } }
    api(id: $api) {
      name followersCount isFavorite
      owner { name mashapeId }
      billingPlans { name isStudent legalAccountId legalDocumentId }
      issues { title rating mashapeId mashapeAccountId comments { body rating mashapeId mashapeAccountId mashapeIssueId } }
    }
    subscriptions(where: { apiId: $apiId }) {
      nodes { customToken mashapeId parentId stripeId teamsSubscriptions { id } }
    }
  }`;
  const variables = { api: api.id, apiId: api.id, user: owner, organization: organization.id };
  const answer = await hub.done(query, variables);
  expect(answer.user).toEqual({
    ...{ name: 'user1', gmail: null, githubUsername: null, facebookUsername: null, GITHUB_URL: null },
    ...{ followers: 0, mashapeId: null, ProjectACLs: [{ Project: { favorite: false, mashapeId: null } }] },
  });
  expect(answer.organization.teams[0]).toEqual({
    mashapeId: null,
    users: [{ email: 'user1@example.com', inviteStatus: null, token: null }],
  });
  expect(answer.api).toMatchObject({ followersCount: 0, isFavorite: false, owner: { mashapeId: null } });
  expect(answer.api.billingPlans[0]).toMatchObject({
    ...{ isStudent: false, legalAccountId: null, legalDocumentId: null },
  });
  const old = { mashapeId: null, mashapeAccountId: null };
  const said = { rating: null, ...old };
  expect(answer.api.issues[0]).toMatchObject({ ...said, comments: [{ ...said, mashapeIssueId: null }] });
  expect(answer.subscriptions.nodes[0]).toEqual({
    ...{ customToken: null, mashapeId: null, parentId: null, stripeId: null, teamsSubscriptions: [] },
  });
});
