import { beforeAll, describe, expect, it } from 'vitest';
import { startTestBellwire } from '../harness/bellwire.ts';
import { hubObjects, type MadeApi } from '../harness/hub-objects.ts';
import { createHub, type Hub } from '../harness/rapidapi.ts';

let hub: Hub;
let owner: string;
let subscriber: string;
const apis: MadeApi[] = [];

beforeAll(async () => {
  hub = await createHub(await startTestBellwire(), 'hub');
  const make = hubObjects(hub);
  owner = await make.user();
  subscriber = await make.user();
  for (const name of ['Charlie', 'alpha', 'Bravo']) {
    apis.push(await make.api(owner, { name, visibility: name === 'Bravo' ? 'PUBLIC' : 'PRIVATE' }));
  }
  await make.subscription(apis[0]!.id, apis[0]!.planVersion, subscriber);
});

const page = `query ($where: ApiWhereInput, $orderBy: ApiOrderByInput, $pagination: PaginationInput) {
  apis(where: $where, orderBy: $orderBy, pagination: $pagination) {
    nodes { name } edges { cursor } pageInfo { hasNextPage hasPreviousPage startCursor endCursor } totalCount
  }
}`;
const namesOf = ({ apis: { nodes } }: { apis: { nodes: { name: string }[] } }) =>
  nodes.map(({ name }) => name);

/** All pages, one after the other. */
async function pagesOf(variables: object, forward: boolean): Promise<string[][]> {
  const pages: string[][] = [];
  for (let cursor: string | null = null; ; ) {
    const pagination: object = forward ? { first: 2, after: cursor } : { last: 2, before: cursor };
    const found = await hub.done(page, { ...variables, pagination });
    pages.push(namesOf(found));
    const { pageInfo, totalCount } = found.apis;
    expect(totalCount).toBe(3);
    if (!(forward ? pageInfo.hasNextPage : pageInfo.hasPreviousPage)) return pages;
    cursor = forward ? pageInfo.endCursor : pageInfo.startCursor;
  }
}

describe('lists of the Platform API', () => {
  const byName = { orderBy: { sortingFields: [{ fieldName: 'NAME', by: 'ASC' }] } };

  it.each([
    ['in the order of creation', {}, ['Charlie', 'alpha', 'Bravo']],
    ['by name', byName, ['alpha', 'Bravo', 'Charlie']],
  ])('are read in pages, forwards and backwards: %s', async (_order, variables, [one, two, three]) => {
    expect(await pagesOf(variables, true)).toEqual([[one, two], [three]]);
    expect(await pagesOf(variables, false)).toEqual([[two, three], [one]]);
  });

  it.each([
    ['ids', () => ({ id: [apis[1]!.id, 'api_none'] }), ['alpha']],
    ['names', () => ({ name: ['alpha', 'Bravo'] }), ['alpha', 'Bravo']],
    ['visibility', () => ({ visibility: 'PUBLIC' }), ['Bravo']],
    ['who has subscribed', () => ({ subscriberId: [subscriber] }), ['Charlie']],
    ['the owner', () => ({ ownerId: [owner] }), ['Charlie', 'alpha', 'Bravo']],
    ['the name of the owner', () => ({ ownerSlugifiedName: ['nobody'] }), []],
    ['names for addresses', () => ({ apiSlugifiedName: ['charlie'] }), ['Charlie']],
  ])('are narrowed by %s', async (_what, where, names) => {
    expect(namesOf(await hub.done(page, { where: where() }))).toEqual(names);
  });

  it('have a total that no page changes', async () => {
    const found = await hub.done(page, { pagination: { first: 0 } });
    expect([namesOf(found), found.apis.totalCount]).toEqual([[], 3]);
  });

  it('of subscriptions can be of those that run', async () => {
    const query = `query ($where: SubscriptionsWhereInput) {
      subscriptions(where: $where) { nodes { userId status api { name } billingPlanVersion { billingPlan { name } } } }
    }`;
    const { subscriptions } = await hub.done(query, {
      where: { userId: Number(subscriber), activeOnly: true },
    });
    expect(subscriptions.nodes).toEqual([
      {
        userId: Number(subscriber),
        status: 'ACTIVE',
        api: { name: 'Charlie' },
        billingPlanVersion: { billingPlan: { name: 'BASIC' } },
      },
    ]);
  });
});

describe('searchTerm', () => {
  let make: ReturnType<typeof hubObjects>;

  beforeAll(async () => {
    make = hubObjects(hub);
    const topic = 'RequestAccessPlan';
    for (const { id, plan } of apis) {
      await make.workflow({ topic, componentId: id, subComponentId: plan, requestorId: subscriber });
    }
    await make.subscription(apis[2]!.id, apis[2]!.planVersion, subscriber);
  });

  it.each([
    ['ALPHA', 'null', ['alpha']],
    ['user2', '{ topic: RequestAccessPlan }', ['Charlie', 'alpha', 'Bravo']],
    ['%', 'null', []],
    ['', 'null', ['Charlie', 'alpha', 'Bravo']],
  ])('narrows approvals: %s', async (searchTerm, options, names) => {
    const query = `query ($paging: PagingArgs) {
      getWorkflowsForProvider(options: ${options}, pagingArgs: $paging) { data { componentDisplayName } total }
    }`;
    const { data, total } = (await hub.done(query, { paging: { searchTerm } })).getWorkflowsForProvider;
    expect([data.map((one: { componentDisplayName: string }) => one.componentDisplayName), total]).toEqual([
      names,
      names.length,
    ]);
  });

  it('narrows approvals where it stands among the options', async () => {
    const query = '{ getWorkflowsForDeveloper(options: { pagingArgs: { searchTerm: "brav" } }) { total } }';
    expect(await hub.done(query)).toEqual({ getWorkflowsForDeveloper: { total: 1 } });
  });

  it('narrows discussions by title and body, and their comments', async () => {
    const issueId = await make.discussion(apis[0]!.id, owner);
    const comment = 'mutation ($input: CommentCreateInput!) { postCommentV3(input: $input) { id } }';
    for (const body of ['One hundred', 'Two hundred'])
      await hub.done(comment, { input: { issueId, body, userId: Number(owner) } });
    const query = `query ($api: String!, $issue: Int!) {
      inTitle: getIssuesByApiIdV2(apiId: $api, pagingArgs: { searchTerm: "limits" }) { total }
      inBody: getIssuesByApiIdV2(apiId: $api, pagingArgs: { searchTerm: "which are" }) { total }
      nowhere: getIssuesByApiIdV2(apiId: $api, pagingArgs: { searchTerm: "prices" }) { total }
      comments: getCommentsByIssueIdV2(issueId: $issue, pagingArgs: { searchTerm: "two" }) { data { body } total }
    }`;
    expect(await hub.done(query, { api: apis[0]!.id, issue: issueId })).toEqual({
      inTitle: { total: 1 },
      inBody: { total: 1 },
      nowhere: { total: 0 },
      comments: { data: [{ body: 'Two hundred' }], total: 1 },
    });
  });

  const subscriptions = `query ($where: SubscriptionsWhereInput, $pagination: PaginationInput) {
    subscriptions(where: $where, pagination: $pagination) {
      nodes { api { name } } pageInfo { hasNextPage hasPreviousPage } totalCount
    }
  }`;
  const asked = async (pagingArgs: object, pagination?: object) => {
    const where = { userId: Number(subscriber), pagingArgs };
    const { nodes, pageInfo, totalCount } = (await hub.done(subscriptions, { where, pagination }))
      .subscriptions;
    return [nodes.map((one: { api: { name: string } }) => one.api.name), pageInfo.hasNextPage, totalCount];
  };

  it('narrows subscriptions by the names of their APIs, with either kind of page', async () => {
    expect(await asked({ searchTerm: 'brav' })).toEqual([['Bravo'], false, 1]);
    expect(await asked({ searchTerm: 'a' }, { first: 1 })).toEqual([['Charlie'], true, 2]);
    expect(await asked({ offset: 1, limit: 1, orderDirection: 'DESC' })).toEqual([['Charlie'], false, 2]);
    expect(await asked({ limit: 1 })).toEqual([['Charlie'], true, 2]);
  });

  it.each([
    [{ where: { pagingArgs: { limit: 1 } }, pagination: { first: 1 } }, /searchTerm alone/],
    [{ where: { pagingArgs: { searchTerm: 'x'.repeat(256) } } }, /at most 255 characters/],
    [{ where: { pagingArgs: { searchTerm: '\u0000' } } }, /searchTerm must be/],
    [{ where: { pagingArgs: { offset: -1 } } }, /offset must be/],
  ])('is refused: %j', async (variables, message) => {
    const { extensions, message: said } = await hub.refused(subscriptions, variables);
    expect([extensions.code, said]).toEqual(['BAD_USER_INPUT', expect.stringMatching(message)]);
  });
});

describe('lookups of the Platform API', () => {
  it('answer with what hangs together', async () => {
    const query = `query ($id: ID!) {
      api(id: $id) {
        name
        owner { id type username }
        currentVersion { name current apiInstance { id } billingplans { name } }
        billingPlans { name version { id current pricing billinglimits { item unlimited } } }
      }
    }`;
    const { api } = await hub.done(query, { id: apis[0]!.id });
    expect(api).toEqual({
      name: 'Charlie',
      owner: { id: owner, type: 'User', username: 'user1' },
      currentVersion: {
        name: '1.0',
        current: true,
        apiInstance: { id: apis[0]!.id },
        billingplans: [{ name: 'BASIC' }],
      },
      billingPlans: [
        {
          name: 'BASIC',
          version: {
            id: apis[0]!.planVersion,
            current: true,
            pricing: 'FREE',
            billinglimits: [{ item: 'Requests', unlimited: true }],
          },
        },
      ],
    });
  });

  it('answer with null for what is not there', async () => {
    const query =
      '{ api(id: "api_none") { id } team(id: "1") { id } user(id: "x") { id } subscription(id: 1) { id } organization(id: "-1") { id } }';
    expect(await hub.done(query)).toEqual({
      api: null,
      team: null,
      user: null,
      subscription: null,
      organization: null,
    });
  });

  it('know the user of a key by its name', async () => {
    const key = await hub.makeKey('editor', 'user1');
    const { body } = await hub.ask('{ activeUser { id isCurrentUser } }', {}, { 'x-rapidapi-key': key });
    expect(body.data.activeUser).toEqual({ id: owner, isCurrentUser: true });
    expect(await hub.done('{ activeUser { id } }')).toEqual({ activeUser: null });
  });
});
