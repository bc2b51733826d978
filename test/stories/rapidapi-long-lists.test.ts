import { beforeAll, describe, expect, it } from 'vitest';
import { startTestBellwire } from '../harness/bellwire.ts';
import { hubObjects, type MadeApi } from '../harness/hub-objects.ts';
import { createHub, type Hub } from '../harness/rapidapi.ts';

let hub: Hub;
let make: ReturnType<typeof hubObjects>;
let owner: string;
let api: MadeApi;

beforeAll(async () => {
  hub = await createHub(await startTestBellwire(), 'hub');
  make = hubObjects(hub);
  owner = await make.user();
  api = await make.api(owner);
});

/** The same mutation many times, twenty in a request. `field` has the alias of its own. */
async function many(times: number, field: (index: number) => string): Promise<void> {
  for (let from = 0; from < times; from += 20) {
    const some = Array.from({ length: Math.min(20, times - from) }, (_, at) => from + at);
    await hub.done(`mutation { ${some.map((index) => `m${index}: ${field(index)}`).join(' ')} }`);
  }
}

/** The id of an API with this many endpoints. */
async function apiOfSpec(endpoints: number): Promise<string> {
  const paths = Object.fromEntries(
    Array.from({ length: endpoints }, (_, index) => [`/${index}`, { get: { summary: `Endpoint ${index}` } }]),
  );
  const spec = JSON.stringify({ openapi: '3.0.0', info: { title: `Of ${endpoints}`, version: '1' }, paths });
  const query = `mutation ($creations: [ApiCreateFromSpecInput!]!) {
    createApisFromSpecs(creations: $creations) { apiId }
  }`;
  const creations = [{ spec, specType: 'OPENAPI', category: 'Data', ownerId: owner }];
  return (await hub.done(query, { creations })).createApisFromSpecs[0].apiId;
}

describe('a list without pages', () => {
  it('has all that there is: the endpoints of a large spec', async () => {
    const id = await apiOfSpec(150);
    const query = `query ($id: ID!) {
      api(id: $id) { endpoints { id } currentVersion { endpoints { name } } }
    }`;
    const found = (await hub.done(query, { id })).api;
    expect(found.endpoints).toHaveLength(150);
    expect(found.currentVersion.endpoints.at(-1)).toEqual({ name: 'Endpoint 149' });
  });

  it('is an error, and no part of itself, where the answer would come to more than 10,000 items', async () => {
    const id = await apiOfSpec(1000);
    const times = (count: number) =>
      `{ api(id: "${id}") { ${Array.from({ length: count }, (_, at) => `e${at}: endpoints { id }`).join(' ')} } }`;
    expect(Object.values((await hub.done(times(10))).api).flat()).toHaveLength(10_000);
    const { body } = await hub.ask(times(11));
    expect(body.errors[0]).toMatchObject({
      message: expect.stringContaining('may come to 10000 items in one answer'),
      path: ['api', expect.stringMatching(/^e/)],
      extensions: { code: 'QUERY_TOO_COSTLY' },
    });
    const lists: (unknown[] | null)[] = Object.values(body.data.api);
    expect(new Set(lists.map((list) => list?.length))).toEqual(new Set([1000, undefined]));
    // The next request begins anew.
    expect((await hub.done(times(1))).api.e0).toHaveLength(1000);
  });
});

describe('a page without a limit', () => {
  it('has all of a list by offset, and not a part of it where that is too much', async () => {
    const post = (index: number) =>
      `postIssueV3(input: { apiId: "${api.id}", title: "Issue ${index}", body: "?", userId: ${owner} })`;
    await many(101, post);
    const list = (fields: string) =>
      `{ getIssuesByApiIdV2(apiId: "${api.id}", pagingArgs: { limit: -1 }) { data { ${fields} } total } }`;
    const { data, total } = (await hub.done(list('title'))).getIssuesByApiIdV2;
    expect([data.length, total]).toEqual([101, 101]);
    const aliases = Array.from({ length: 1999 }, (_, at) => `a${at}: title`).join(' ');
    const { body } = await hub.ask(list(aliases));
    expect([body.data.getIssuesByApiIdV2, body.errors[0].extensions.code]).toEqual([
      { data: null, total: 101 },
      'QUERY_TOO_COSTLY',
    ]);
    expect(body.errors[0].message).toMatch(/may come to 200000 fields/);
  });
});

describe('what is current', () => {
  it('is found among more than a hundred versions of a plan', async () => {
    await many(
      101,
      (index) =>
        `updateBillingPlanExtended(billingPlan: { billingPlanId: "${api.plan}", price: ${index + 1} }) { id }`,
    );
    const query = `query ($id: ID!) { api(id: $id) { billingPlans { version { name price current } } } }`;
    expect((await hub.done(query, { id: api.id })).api.billingPlans).toEqual([
      { version: { name: 'V102', price: 101, current: true } },
    ]);
  });

  it('is found among more than a hundred versions of an API', async () => {
    const input = (index: number) => `{ api: "${api.id}", name: "v ${index}" }`;
    await many(101, (index) => `createApiVersions(apiVersions: [${input(index)}]) { id }`);
    const last = await make.version(api.id, { name: 'last' });
    const query = `mutation ($apiVersions: [ApiVersionUpdateInput!]!) {
      updateApiVersions(apiVersions: $apiVersions) { apiInstance { currentVersion { name } versions { id } } }
    }`;
    const [{ apiInstance }] = (
      await hub.done(query, { apiVersions: [{ apiVersionId: last, current: true }] })
    ).updateApiVersions;
    expect(apiInstance.currentVersion).toEqual({ name: 'last' });
    expect(apiInstance.versions).toHaveLength(103);
  });
});

describe('organizations of a user', () => {
  it('are found however many others there are', async () => {
    const member = await make.user();
    await many(
      102,
      (index) =>
        `createOrganization(input: { name: "Other ${index}", email: "a@example.com", seats: 1 }) { id }`,
    );
    const { id, team } = await make.organization();
    await make.organization();
    await hub.done(`mutation { addUserToTeams(userId: ${member}, teamIds: [${team}]) }`);
    const query = `query ($where: OrganizationWhereInput) { organizations(where: $where) { id slugifiedName } }`;
    const found = async (where: object) => (await hub.done(query, { where })).organizations;
    const [mine] = await found({ userId: member });
    expect(mine.id).toBe(id);
    expect(await found({ userId: member, slugifiedName: mine.slugifiedName })).toEqual([mine]);
    expect(await found({ userId: member, slugifiedName: 'other-1' })).toEqual([]);
    expect(await found({ userId: owner })).toEqual([]);
    expect(await found({ userId: '1' })).toEqual([]);
    expect(await found({})).toHaveLength(104);
  });
});
