import { beforeAll, describe, expect, it } from 'vitest';
import { startToldHub } from '../harness/told-hub.ts';

const { hub, make, toldOf } = await startToldHub();
const api = await make.api(await make.user());

describe('the tags of an API', () => {
  const update = `mutation ($api: ApiUpdateInput!) { updateApi(api: $api) { tags { id tagdefinition value } } }`;
  const tag = (tags: object[]) => hub.done(update, { api: { id: api.id, tags } });
  const region = { definitionId: 'region', value: 'global' };
  const security = { definitionId: 'security', value: 'low' };

  it('are told with it, and keep their ids while they are named by them', async () => {
    const [updated] = await toldOf(() => tag([region, security]));
    expect(updated).toMatchObject({
      type: 'API.UPDATED',
      data: [
        {
          tags: [
            { tagdefinition: 'region', value: 'global' },
            { tagdefinition: 'security', value: 'low' },
          ],
        },
      ],
    });
    const [first] = updated?.data[0].tags ?? [];
    const { updateApi } = await tag([{ ...region, id: first.id, value: 'europe' }]);
    expect(updateApi.tags).toEqual([{ id: first.id, tagdefinition: 'region', value: 'europe' }]);
  });

  it('stay when they are not given, and go with an empty list', async () => {
    await tag([region]);
    await hub.done(update, { api: { id: api.id, category: 'Other' } });
    const asked = '{ apis { nodes { tags { value } } } }';
    expect((await hub.done(asked)).apis.nodes).toEqual([{ tags: [{ value: 'global' }] }]);
    const [updated] = await toldOf(() => tag([]));
    expect(updated?.data[0].tags).toEqual([]);
  });
});

describe('groups of endpoints', () => {
  const createGroups = `mutation ($groups: [EndpointsGroupCreateInput!]!) {
    createEndpointsGroups(groups: $groups) { id name index }
  }`;
  const put = `mutation ($input: updateOrCreateEndpointWithParameters) {
    updateOrCreateEndpointWithParameters(input: $input)
  }`;
  const asked = `query ($id: ID!) {
    apiVersion(apiVersionId: $id) {
      groups { id name apiversion description externalDocs { url } } endpoints { name group }
    }
  }`;
  const versionNow = async (id: string) => (await hub.done(asked, { id })).apiVersion;
  let version: string;
  let groups: { id: string }[];
  let endpoint: string;

  beforeAll(async () => {
    version = await make.version(api.id);
    endpoint = await make.endpoint(version);
  });

  it('are listed in their order, hold endpoints, and nothing is told of them', async () => {
    const told = await toldOf(async () => {
      const externalDocs = { url: 'https://docs.example.com' };
      const input = [
        { name: 'Second', apiVersionId: version, index: 1 },
        { name: 'First', apiVersionId: version, index: 0, externalDocs },
      ];
      groups = (await hub.done(createGroups, { groups: input })).createEndpointsGroups;
      const change = `mutation ($id: ID!) {
        updateEndpointsGroups(groups: [{ id: $id, description: "All of it" }]) { description }
      }`;
      await hub.done(change, { id: groups[0]!.id });
    });
    expect(told).toEqual([]);
    expect((await versionNow(version)).groups).toMatchObject([
      { name: 'First', apiversion: version, externalDocs: { url: 'https://docs.example.com' } },
      { name: 'Second', description: 'All of it', externalDocs: {} },
    ]);
    const [updated] = await toldOf(() =>
      hub.done(put, { input: { endpointId: endpoint, group: groups[0]!.id } }),
    );
    expect(updated).toMatchObject({ type: 'APIENDPOINT.UPDATED', data: [{ group: groups[0]!.id }] });
  });

  it('are copied with their endpoints into a version that is made from another one', async () => {
    const copy = await versionNow(await make.version(api.id, { oldApiVersionId: version }));
    expect(copy.groups.map(({ name }: { name: string }) => name)).toEqual(['First', 'Second']);
    expect(copy.groups[1].id).not.toBe(groups[0]!.id);
    expect(copy.endpoints).toMatchObject([{ group: copy.groups[1].id }]);
  });

  it('go without their endpoints, which are in no group then, and still nothing is told', async () => {
    const remove = 'mutation ($ids: [ID!]!) { deleteEndpointsGroups(ids: $ids) }';
    const ids = groups.map(({ id }) => id);
    const told = await toldOf(async () => {
      expect(await hub.done(remove, { ids })).toEqual({ deleteEndpointsGroups: ids });
    });
    expect(told).toEqual([]);
    expect(await versionNow(version)).toMatchObject({ groups: [], endpoints: [{ group: null }] });
    expect((await hub.refused(remove, { ids })).extensions.code).toBe('NOT_FOUND');
  });
});
