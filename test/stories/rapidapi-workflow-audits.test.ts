import { beforeAll, expect, it } from 'vitest';
import { startTestBellwire, type TestBellwire } from '../harness/bellwire.ts';
import { hubObjects } from '../harness/hub-objects.ts';
import { createHub, type Hub } from '../harness/rapidapi.ts';

let bellwire: TestBellwire;
let hub: Hub;
let make: ReturnType<typeof hubObjects>;
let owner: string;

beforeAll(async () => {
  bellwire = await startTestBellwire();
  hub = await createHub(bellwire, 'hub');
  make = hubObjects(hub);
  owner = await make.user();
});

const asked = `query ($id: Int, $page: PagingArgs) {
  getWorkflowAudits(workflowId: $id, pagingArgs: $page) {
    data {
      elasticSearchId id topic workflowStatus status componentId requestorId requesteeId additionalData
      createdAt updatedAt deletedAt actor
    }
    total
  }
}`;
const auditsOf = async (id: number, page?: object) => (await hub.done(asked, { id, page })).getWorkflowAudits;
const decide = 'mutation ($options: UpdateWorkflowsInput!) { updateWorkflows(options: $options) }';
const update = (id: number, change: object) =>
  hub.done(decide, { options: { workflowIds: [id], ...change } });
async function publication() {
  const api = await make.api(owner);
  return { api, id: await make.workflow({ topic: 'PublishAPI', componentId: api.id, requestorId: owner }) };
}

it('has an approval as each change has left it, whoever made the change', async () => {
  const { api, id } = await publication();
  await update(id, { additionalData: { reason: 'ready' } });
  const [{ id: objectId }] = (await bellwire.database.query<{ id: string }>({
    text: `select id from objects where type = 'workflow' and number = $1`,
    values: [id],
  })) as [{ id: string }];
  await hub.native.done('PATCH', `/objects/workflow/${objectId}`, {
    fields: { requestorDisplayName: 'Somebody else' },
  });
  await update(id, { workflowStatus: 'APPROVED' });
  const { data, total } = await auditsOf(id);
  const same = { id, topic: 'PublishAPI', status: 'ACTIVE', componentId: api.id, requestorId: Number(owner) };
  expect([data, total]).toMatchObject([
    [
      { ...same, workflowStatus: 'OPEN', additionalData: {}, deletedAt: null },
      { ...same, workflowStatus: 'OPEN', additionalData: { reason: 'ready' } },
      { ...same, workflowStatus: 'OPEN', additionalData: { reason: 'ready' } },
      { ...same, workflowStatus: 'APPROVED', additionalData: { reason: 'ready' } },
    ],
    4,
  ]);
  const ids = data.map(({ elasticSearchId }: { elasticSearchId: string }) => elasticSearchId);
  expect(new Set(ids).size).toBe(4);
  const [first, , byAnother, last] = data;
  expect([first.createdAt, first.updatedAt]).toEqual([last.createdAt, last.createdAt]);
  expect(Date.parse(last.updatedAt)).toBeGreaterThan(Date.parse(first.updatedAt));
  expect([first.actor, last.actor].map((actor) => actor.split(':')[0])).toEqual(['credential', 'credential']);
  expect(byAnother.actor).toMatch(/^token:/);
});

it('keeps them when the approval has gone with its API, and when the log forgets', async () => {
  const { api, id } = await publication();
  await hub.done('mutation ($id: ID!) { deleteApi(id: $id) }', { id: api.id });
  await bellwire.database.query({ text: 'delete from events where organization_id = $1', values: [hub.id] });
  expect(await auditsOf(id)).toMatchObject({
    data: [
      { workflowStatus: 'OPEN', status: 'ACTIVE', deletedAt: null },
      { workflowStatus: 'OPEN', status: 'DELETED', deletedAt: expect.any(String) },
    ],
    total: 2,
  });
});

it('has nothing of a change that was refused, or that changes nothing', async () => {
  const { id } = await publication();
  await update(id, { workflowStatus: 'REJECTED' });
  await update(id, { workflowStatus: 'REJECTED' });
  const options = { workflowIds: [id], workflowStatus: 'APPROVED' };
  expect((await hub.refused(decide, { options })).extensions.code).toBe('CONFLICT');
  const statuses = (await auditsOf(id)).data.map(
    ({ workflowStatus }: { workflowStatus: string }) => workflowStatus,
  );
  expect(statuses).toEqual(['OPEN', 'REJECTED']);
});

it('is read in pages, in both directions', async () => {
  const { id } = await publication();
  for (const step of [1, 2, 3]) await update(id, { additionalData: { step } });
  const steps = async (page: object) =>
    (await auditsOf(id, page)).data.map(
      ({ additionalData }: { additionalData: { step?: number } }) => additionalData.step,
    );
  expect(await steps({ offset: 1, limit: 2 })).toEqual([1, 2]);
  expect(await steps({ orderDirection: 'DESC', limit: 2 })).toEqual([3, 2]);
});

it('is erased with what the log holds of the approval', async () => {
  const { id } = await publication();
  const [row] = await bellwire.database.query<{ id: string }>({
    text: `select id from objects where type = 'workflow' and number = $1`,
    values: [id],
  });
  await hub.native.done('POST', `/objects/workflow/${row?.id}/erase-log`);
  expect(await auditsOf(id)).toEqual({ data: [], total: 0 });
});

it('shows nothing of another hub, and asks for a number', async () => {
  const { id } = await publication();
  const other = await createHub(bellwire, 'other');
  expect((await other.done(asked, { id })).getWorkflowAudits).toEqual({ data: [], total: 0 });
  expect(await hub.refused(asked, {})).toMatchObject({
    message: expect.stringContaining('workflowId is required'),
    extensions: { code: 'BAD_USER_INPUT' },
  });
});
