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
