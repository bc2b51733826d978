import { beforeAll, expect, it } from 'vitest';
import { startTestBellwire } from '../harness/bellwire.ts';
import { addUrl, configure, createHub, type Hub } from '../harness/rapidapi.ts';

let hub: Hub;
let other: Hub;
let administrator: string;

beforeAll(async () => {
  const bellwire = await startTestBellwire();
  [hub, other] = [await createHub(bellwire, 'hub'), await createHub(bellwire, 'other')];
  administrator = await hub.makeKey('administrator', 'ada');
  await configure(hub, { isActive: false });
  for (const name of ['one', 'two', 'three']) await addUrl(hub, `http://127.0.0.1:8099/${name}`);
});

const asked = `query ($pagination: PaginationArgs, $orderBy: AdminAuditLogSortablesInput, $where: AdminAuditLogInput) {
  adminAuditLogs(pagination: $pagination, orderBy: $orderBy, where: $where) {
    edges { cursor node { id } }
    nodes { id action eventName user { id name type } auditText statusCode highlight createdAt }
    totalCount pageInfo { hasNextPage endCursor startCursor }
  }
}`;
async function logs(variables: object = {}) {
  const { body, text } = await hub.ask(asked, variables, { 'x-rapidapi-key': administrator });
  if (body.errors !== undefined) throw new Error(text);
  return body.data.adminAuditLogs;
}
const idsOf = ({ nodes }: { nodes: { id: string }[] }) => nodes.map(({ id }) => id);

it('say who did what in the hub, the newest first', async () => {
  const { nodes, totalCount } = await logs();
  expect(nodes.length).toBe(totalCount);
  expect(nodes[0]).toMatchObject({
    action: 'created',
    eventName: 'webhook.created',
    user: { type: 'credential', name: expect.any(String) },
    auditText: expect.stringContaining('webhook.created'),
    ...{ statusCode: '200', highlight: [], createdAt: expect.any(String) },
  });
  expect(JSON.stringify(nodes)).not.toContain('other');
});

it('are turned page by page, in both orders and directions', async () => {
  const all = idsOf(await logs());
  const byTime = { orderBy: { sortingFields: [{ fieldName: 'CREATED_AT', order: 'ASC' }] } };
  for (const [order, wanted] of [
    [{}, all],
    [byTime, all.toReversed()],
  ] as const) {
    const found: string[] = [];
    let after: string | null = null;
    for (let more = true; more; ) {
      const page = await logs({ ...order, pagination: { first: 2, after } });
      found.push(...idsOf(page));
      ({ hasNextPage: more, endCursor: after } = page.pageInfo);
    }
    expect(found).toEqual(wanted);
    const last = await logs({ ...order, pagination: { last: 2 } });
    expect(idsOf(last)).toEqual(wanted.slice(-2));
    const before = await logs({ ...order, pagination: { last: 2, before: last.pageInfo.startCursor } });
    expect(idsOf(before)).toEqual(wanted.slice(-4, -2));
  }
});

it('are searched by a text, and show where it is', async () => {
  const found = await logs({ where: { query: 'Webhook.CREATED' } });
  expect([found.totalCount, found.nodes.length]).toEqual([3, 3]);
  expect(found.nodes[0].highlight).toEqual([expect.stringContaining('webhook.created')]);
  expect((await logs({ where: { query: 'nothing of the kind' } })).totalCount).toBe(0);
});

it('are for administrators alone: the right that the vendor asks for', async () => {
  for (const role of ['editor', 'viewer', 'publisher']) {
    const key = await hub.makeKey(role);
    const { body } = await hub.ask(asked, {}, { 'x-rapidapi-key': key });
    expect([body.data.adminAuditLogs, body.errors[0].extensions.code]).toEqual([null, 'FORBIDDEN']);
  }
  const shared = await hub.ask(
    asked,
    {},
    { 'x-rapidapi-key': administrator, 'x-rapidapi-identity-key': await hub.makeKey('editor') },
  );
  expect(shared.body.errors[0].extensions.code).toBe('FORBIDDEN');
  const elsewhere = await other.makeKey('administrator', 'grace');
  const { body } = await other.ask(asked, {}, { 'x-rapidapi-key': elsewhere });
  expect(JSON.stringify(body.data)).not.toContain('8099/one');
});

it.each<[string, object, RegExp]>([
  ['a NUL', { where: { query: 'a\u0000' } }, /query/],
  ['too long a text', { where: { query: 'a'.repeat(1001) } }, /at most 1000 characters/],
  ['no cursor', { pagination: { first: 1, after: 'nonsense' } }, /cursor of an earlier page/],
  ['too large a page', { pagination: { first: 101 } }, /from 0 to 100/],
])('are refused with what is wrong: %s', async (_what, variables, message) => {
  const { body } = await hub.ask(asked, variables, { 'x-rapidapi-key': administrator });
  expect([body.errors[0].extensions.code, body.errors[0].message]).toEqual([
    'BAD_USER_INPUT',
    expect.stringMatching(message),
  ]);
});
