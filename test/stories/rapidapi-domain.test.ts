import { describe, expect, it } from 'vitest';
import { startToldHub } from '../harness/told-hub.ts';

const { bellwire, hub, make, receiver, toldOf } = await startToldHub();

describe('a subscription', () => {
  it('is told as pending and then as active, with its owner and its API', async () => {
    const api = await make.api(await make.user());
    const { team } = await make.organization();
    const [created, updated] = await toldOf(() => make.subscription(api.id, api.planVersion, team));
    const row = { userId: Number(team), apiId: api.id, billingPlanVersionId: api.planVersion, type: 'API' };
    expect(created).toMatchObject({ type: 'SUBSCRIPTION.CREATED', data: [{ ...row, status: 'PENDING' }] });
    expect(updated).toMatchObject({ type: 'SUBSCRIPTION.UPDATED', data: [{ ...row, status: 'ACTIVE' }] });
    expect(updated?.data[0].id).toBe(created?.data[0].id);
  });

  it('lets a receiver give access by what it is told and what it asks the Platform API', async () => {
    const api = await make.api(await make.user());
    await hub.done('mutation ($id: ID!) { updateApi(api: { id: $id, gatewayIds: ["gateway-1"] }) { id } }', {
      id: api.id,
    });
    const { team } = await make.organization();
    const granted: object[] = [];
    for (const { type, data } of await toldOf(() => make.subscription(api.id, api.planVersion, team))) {
      if (type !== 'SUBSCRIPTION.UPDATED') continue;
      const { userId, apiId } = data[0];
      const asked = await hub.done(
        'query ($api: ID!, $team: ID!) { api(id: $api) { id name slugifiedName gatewayIds } team(id: $team) { id name } }',
        { api: apiId, team: userId },
      );
      granted.push({ team: asked.team.id, gateways: asked.api.gatewayIds, slug: asked.api.slugifiedName });
    }
    expect(granted).toEqual([
      { team, gateways: ['gateway-1'], slug: api.name.toLowerCase().replace(' ', '-') },
    ]);
  });

  it('changes its plan by a new one: that runs at once, and the old one is canceled', async () => {
    const api = await make.api(await make.user());
    const other = await make.plan(api);
    const owner = await make.user();
    const first = await make.subscription(api.id, api.planVersion, owner);
    const [created, updated] = await toldOf(() => make.subscription(api.id, other.version, owner));
    expect(created?.data).toMatchObject([{ status: 'ACTIVE', billingPlanVersionId: other.version }]);
    expect(updated?.data).toMatchObject([{ id: first, status: 'CANCELED', canceled: 1 }]);
  });

  it('to a plan that has to be asked for needs an approval', async () => {
    const api = await make.api(await make.user());
    const { id: plan, version } = await make.plan(api, { shouldRequestApproval: true });
    const subscriber = await make.user();
    const approval = await make.workflow({
      topic: 'RequestAccessPlan',
      componentId: api.id,
      subComponentId: plan,
      requestorId: subscriber,
    });
    const decide =
      'mutation ($id: Int!) { updateWorkflows(options: { workflowIds: [$id], workflowStatus: APPROVED }) }';
    await expect(make.subscription(api.id, version, subscriber)).rejects.toThrow('CONFLICT');
    await hub.done(decide, { id: approval });
    expect(await make.subscription(api.id, version, subscriber)).toBeGreaterThan(0);
  });
});

describe('what a hub tells', () => {
  it('never has the value of a key, in no body and no log', async () => {
    const app = await make.app(await make.user());
    let key = '';
    const told = await toldOf(async () => {
      const made = await make.appKey(app.id);
      key = made.key;
      await hub.done(
        'mutation ($id: ID!) { updateApplicationAuthorization(input: { id: $id, name: "b" }) { id } }',
        { id: made.id },
      );
      await hub.done('mutation ($id: ID!) { deleteApplicationAuthorization(id: $id) }', { id: made.id });
    });
    expect(told.map(({ type }) => type)).toEqual(['APPKEY.CREATED', 'APPKEY.UPDATED', 'APPKEY.DELETED']);
    expect(key).toMatch(/^[0-9a-f]{10}msh[0-9a-f]{15}p[0-9a-f]{6}jsn[0-9a-f]{12}$/);
    for (const { data } of told) expect(Object.keys(data[0])).not.toContain('key');
    expect(receiver.calls.some(({ body }) => body.includes(key))).toBe(false);
    const saved = await bellwire.database.query<{ text: string }>({
      text: `select data::text as text from events where organization_id = $1
        union all select convert_from(body, 'UTF8') from payloads where organization_id = $1`,
      values: [hub.id],
    });
    expect(saved.length).toBeGreaterThan(3);
    expect(saved.some(({ text }) => text.includes(key))).toBe(false);
  });

  it('is one event for the rows of a kind, each with what it has become', async () => {
    const { id } = await make.api(await make.user());
    const names = ['2.0', '3.0', '4.0'];
    const query =
      'mutation ($versions: [ApiVersionCreateInput!]!) { createApiVersions(apiVersions: $versions) { id } }';
    const [created, plans] = await toldOf(() =>
      hub.done(query, { versions: names.map((name) => ({ api: id, name })) }),
    );
    expect(created?.data.map(({ name, versionStatus }) => [name, versionStatus])).toEqual(
      names.map((name) => [name, 'DRAFT']),
    );
    expect(plans).toMatchObject({ type: 'BILLINGPLAN.UPDATED', data: [{ name: 'BASIC' }] });
  });

  it('has all that an API was made with', async () => {
    const owner = await make.user();
    const endpoint = { method: 'GET', name: 'Current', route: '/current' };
    const told = await toldOf(() =>
      make.api(owner, {
        baseUrls: ['https://origin.example.com'],
        readme: '# Weather',
        version: { name: '7.0', endpoints: [endpoint, { ...endpoint, name: 'Past', route: '/past' }] },
      }),
    );
    expect(told.map(({ type, data }) => [type, data.length])).toEqual([
      ['API.CREATED', 1],
      ['APIVERSION.CREATED', 1],
      ['TARGETGROUP.CREATED', 1],
      ['DOCUMENTATION.CREATED', 1],
      ['BILLINGPLAN.CREATED', 1],
      ['APIENDPOINT.CREATED', 2],
      ['API.UPDATED', 1],
      ['SUBSCRIPTION.CREATED', 1],
    ]);
    expect(told[1]?.data[0]).toMatchObject({ name: '7.0', targetGroupId: told[2]?.data[0].id });
  });

  it('is nothing where nothing has changed', async () => {
    const { id } = await make.api(await make.user());
    const same = 'mutation ($id: ID!) { updateApi(api: { id: $id, description: "What it does" }) { id } }';
    expect(await toldOf(() => hub.done(same, { id }))).toEqual([]);
  });

  it('begins with the APIs of its teams when an organization goes', async () => {
    const { id, team } = await make.organization();
    const api = await make.api(team);
    await make.plan(api);
    const told = await toldOf(() => hub.done('mutation ($id: ID!) { deleteOrganization(id: $id) }', { id }));
    expect(told.map(({ type, data }) => [type, data.length])).toEqual([
      ['BILLINGPLAN.DELETED', 2],
      ['API.DELETED', 1],
      ['SUBSCRIPTION.DELETED', 1],
      ['APP.DELETED', 1],
      ['TEAM.DELETED', 1],
      ['ORGANIZATION.DELETED', 1],
    ]);
    expect(told.at(-1)?.data[0]).toMatchObject({ id, status: 'DELETED', deletedAt: expect.any(String) });
  });

  it('is also what goes silently, where the hub is set to tell of all', async () => {
    const api = await make.api(await make.user());
    await hub.native.done('PATCH', '', { settings: { cascadeProfile: 'complete' } });
    const told = await toldOf(() => hub.done('mutation ($id: ID!) { deleteApi(id: $id) }', { id: api.id }));
    await hub.native.done('PATCH', '', { settings: { cascadeProfile: null } });
    expect(told.map(({ type }) => type)).toEqual([
      'SUBSCRIPTION.DELETED',
      'BILLINGPLAN.DELETED',
      'APIVERSION.DELETED',
      'API.DELETED',
    ]);
  });

  it('is what follows from an approval: an API that may be published becomes public', async () => {
    const requestorId = await make.user();
    const { id } = await make.api(requestorId);
    const number = await make.workflow({ topic: 'PublishAPI', componentId: id, requestorId });
    const decide =
      'mutation ($id: Int!) { updateWorkflows(options: { workflowIds: [$id], workflowStatus: APPROVED }) }';
    const told = await toldOf(() => hub.done(decide, { id: number }));
    expect(told.map(({ type }) => type)).toEqual(['WORKFLOW.UPDATED', 'API.UPDATED', 'APIVERSION.UPDATED']);
    expect(told[1]?.data[0]).toMatchObject({ id, visibility: 'PUBLIC' });
  });

  it('is nothing where an approval is approved once more: the API stays as its owner has made it since', async () => {
    const requestorId = await make.user();
    const { id } = await make.api(requestorId);
    const number = await make.workflow({ topic: 'PublishAPI', componentId: id, requestorId });
    const decide =
      'mutation ($id: Int!) { updateWorkflows(options: { workflowIds: [$id], workflowStatus: APPROVED }) }';
    await hub.done(decide, { id: number });
    const hide = 'mutation ($api: ApiUpdateInput!) { updateApi(api: $api) { visibility } }';
    await hub.done(hide, { api: { id, visibility: 'PRIVATE' } });
    expect(await toldOf(() => hub.done(decide, { id: number }))).toEqual([]);
    const { api } = await hub.done('query ($id: ID!) { api(id: $id) { visibility } }', { id });
    expect(api.visibility).toBe('PRIVATE');
  });

  it('is each change by itself where the native API changes objects', async () => {
    const api = await make.api(await make.user());
    await make.plan(api);
    const id = api.id.replace('api_', '');
    const told = await toldOf(() => hub.native.ask('DELETE', `/objects/api/${id}`));
    expect(told.map(({ type }) => type)).toEqual([
      'SUBSCRIPTION.DELETED',
      'BILLINGPLAN.DELETED',
      'BILLINGPLAN.DELETED',
      'APIVERSION.DELETED',
      'API.DELETED',
    ]);
  });
});
