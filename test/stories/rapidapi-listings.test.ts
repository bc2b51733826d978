import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { startTestBellwire } from '../harness/bellwire.ts';
import { hubObjects, type MadeApi } from '../harness/hub-objects.ts';
import { type Hub, type HubCall, toldHub } from '../harness/rapidapi.ts';
import type { Receiver } from '../harness/receiver.ts';

let hub: Hub;
let make: ReturnType<typeof hubObjects>;
let toldOf: (act: () => Promise<unknown>) => Promise<HubCall[]>;
let receiver: Receiver;
let api: MadeApi;

beforeAll(async () => {
  ({ hub, toldOf, receiver } = await toldHub(await startTestBellwire()));
  make = hubObjects(hub);
  api = await make.api(await make.user());
});
afterAll(() => receiver.close());

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
