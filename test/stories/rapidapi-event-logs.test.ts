import { afterAll, beforeAll, describe, expect, it, vi } from 'vitest';
import { startTestBellwire, type TestBellwire } from '../harness/bellwire.ts';
import { addUrl, configure, createHub, type Hub, makeUser } from '../harness/rapidapi.ts';
import { type Receiver, startReceiver } from '../harness/receiver.ts';

let bellwire: TestBellwire;
let hub: Hub;
let well: Receiver;
let ill: Receiver;
let wellId: string;

const names = ['ada', 'grace', 'alan', 'edsger', 'barbara'];

beforeAll(async () => {
  bellwire = await startTestBellwire();
  hub = await createHub(bellwire, 'hub');
  await configure(hub, { isActive: true });
  [well, ill] = [await startReceiver(), await startReceiver()];
  well.answer({ status: 200, body: { thanks: 'Übermut & <b>tags</b>' } });
  ill.answer({ status: 400, body: 'no such tenant: klondike' });
  wellId = (await addUrl(hub, `${well.root}/well`)).id;
  await addUrl(hub, `${ill.root}/ill`);
  for (const name of names) await makeUser(hub, name);
  await hub.done('mutation A($url: String!) { testEvent(type: "API.CREATED", url: $url) { id } }', {
    url: wellId,
  });
  await vi.waitFor(async () => expect(await hub.native.list('/attempts')).toHaveLength(31), {
    timeout: 20_000,
    interval: 50,
  });
});
afterAll(() => Promise.all([well.close(), ill.close()]));

const fields =
  'nodes { id url eventType statusCode highlight eventText eventData createdAt test } edges { cursor } totalCount pageInfo { hasNextPage hasPreviousPage startCursor endCursor }';
async function logs(where: object = {}, more: { orderBy?: object; pagination?: object } = {}, from = hub) {
  const query = `query A($where: EventLogInput, $orderBy: EventLogSortablesInput, $pagination: PaginationArgs) { eventLogs(where: $where, orderBy: $orderBy, pagination: $pagination) { ${fields} } }`;
  return (await from.done(query, { where, ...more })).eventLogs;
}
const count = async (where: object) => (await logs(where)).totalCount;

describe('event logs', () => {
  it('have an entry for each attempt, the newest first', async () => {
    const all = await logs({}, { pagination: { first: 100 } });
    expect([all.totalCount, all.nodes.length]).toEqual([31, 31]);
    const ids = all.nodes.map(({ id }: { id: string }) => id);
    expect(ids).toEqual([...ids].sort().reverse());
    expect(all.nodes[0]).toMatchObject({
      eventType: 'API.CREATED',
      test: true,
      statusCode: '200',
      url: `${well.root}/well`,
    });
    expect(JSON.parse(all.nodes[0].eventData)).toMatchObject({
      request: {
        method: 'POST',
        headers: { 'x-rapidapi-webhook-secret': '[hidden]' },
        body: expect.stringContaining('Weather'),
      },
      response: { status: 200, body: expect.stringContaining('thanks') },
    });
  });

  it.each<[string, object, number]>([
    ['a word of what was sent', { query: 'grace' }, 2],
    ['the beginning of one', { query: 'EDS' }, 2],
    ['a word of the answer', { query: 'klondike' }, 15],
    ['a word of another script, whatever its case', { query: 'übermut' }, 16],
    ['several words, which all have to be there', { query: 'user.created ada klondike' }, 1],
    ['an e-mail address', { query: 'alan@example.com' }, 2],
    ['the event type', { query: 'appkey' }, 10],
    ['a path of the URL', { query: 'ill' }, 15],
    ['nothing that is there', { query: 'zanzibar' }, 0],
    ['what means something in a query', { query: "ada & ! ( | ':* \\" }, 2],
    ['signs alone, which is no word', { query: '&|!' }, 31],
    ['a type', { eventType: 'USER.CREATED' }, 10],
    ['a status', { status: '400' }, 15],
    ['a class of statuses', { status: '2XX' }, 16],
    ['no answer', { status: 'none' }, 0],
    ['tests alone', { tests: 'ONLY' }, 1],
    ['all but tests', { tests: 'WITHOUT' }, 30],
    ['a word and facts', { query: 'ada', eventType: 'USER.CREATED', status: '4xx' }, 1],
    ['a time to come', { from: '2190-01-01T00:00:00Z' }, 0],
    ['a time gone by', { to: '2020-01-01T00:00:00Z' }, 0],
    ['all time', { from: '2020-01-01T00:00:00Z', to: '2190-01-01T00:00:00Z' }, 31],
  ])('are found by %s', async (_what, where, expected) => {
    const { nodes } = await logs(where, { pagination: { first: 100 } });
    expect(nodes).toHaveLength(expected);
    if (!('from' in where) && !('to' in where)) expect(await count(where)).toBe(expected);
  });

  it('are found by a URL, by itself or by its id', async () => {
    expect(await count({ url: wellId })).toBe(16);
    expect(await count({ url: `${ill.root}/ill` })).toBe(15);
  });

  it('are found by the ids of what happened', async () => {
    const [event] = await hub.native.list('/events?type=user.created');
    expect(await count({ query: event.id })).toBe(2);
    const { users } = await hub.done('{ users(where: {username: "ada"}) { id } }');
    const found = await logs({ query: users[0].id, eventType: 'USER.CREATED' });
    expect(found.nodes).toHaveLength(2);
  });

  it('show where the words stand, as plain text', async () => {
    const { nodes } = await logs({ query: 'klondike' }, { pagination: { first: 1 } });
    expect(nodes[0].highlight).toEqual([expect.stringContaining('no such tenant: klondike')]);
    expect((await logs({}, { pagination: { first: 1 } })).nodes[0].highlight).toEqual([]);
  });

  it('are turned page by page, forwards and backwards, in both orders', async () => {
    for (const order of ['ASC', 'DESC']) {
      const orderBy = { sortingFields: [{ fieldName: 'CREATED_AT', order }] };
      const whole = (await logs({ query: 'klondike' }, { orderBy, pagination: { first: 100 } })).nodes.map(
        ({ id }: { id: string }) => id,
      );
      const sorted = [...whole].sort();
      expect(whole).toEqual(order === 'ASC' ? sorted : sorted.reverse());
      const forward: string[] = [];
      for (let after: string | null = null, more = true; more; ) {
        const page: Awaited<ReturnType<typeof logs>> = await logs(
          { query: 'klondike' },
          { orderBy, pagination: { first: 4, after } },
        );
        forward.push(...page.nodes.map(({ id }: { id: string }) => id));
        more = page.pageInfo.hasNextPage;
        after = page.pageInfo.endCursor;
      }
      expect(forward).toEqual(whole);
      const backward: string[] = [];
      for (let before: string | null = null, more = true; more; ) {
        const page: Awaited<ReturnType<typeof logs>> = await logs(
          { query: 'klondike' },
          { orderBy, pagination: { last: 4, before } },
        );
        backward.unshift(...page.nodes.map(({ id }: { id: string }) => id));
        more = page.pageInfo.hasPreviousPage;
        before = page.pageInfo.startCursor;
      }
      expect(backward).toEqual(whole);
    }
  });

  it.each([
    ['status', { status: '6xx' }, 'BAD_USER_INPUT'],
    ['from', { from: 'yesterday' }, 'BAD_USER_INPUT'],
    ['query', { query: 'a\u0000' }, 'BAD_USER_INPUT'],
    ['eventType', { eventType: 'NOTHING' }, 'NOT_FOUND'],
    ['url', { url: 'http://nowhere.example' }, 'NOT_FOUND'],
  ])('cannot be asked for by a %s that makes no sense', async (_what, where, code) => {
    const error = await hub.refused(
      'query A($where: EventLogInput) { eventLogs(where: $where) { totalCount } }',
      { where },
    );
    expect(error.extensions.code).toBe(code);
  });

  it('are those of their hub', async () => {
    const other = await createHub(bellwire, 'other');
    expect(await logs({ query: 'klondike' }, {}, other)).toMatchObject({ nodes: [], totalCount: 0 });
    const [entry] = (await logs()).nodes;
    const one = 'query A($id: ID!) { eventLog(id: $id) { id } }';
    expect(await hub.done(one, { id: entry.id })).toEqual({ eventLog: { id: entry.id } });
    expect(await other.done(one, { id: entry.id })).toEqual({ eventLog: null });
  });

  it('no longer know the words of an object that was erased', async () => {
    const erased = 'barbara@example.com';
    expect(await count({ query: erased })).toBe(2);
    const [event] = await hub.native.list(`/events?type=user.created`);
    await hub.native.done('POST', `/objects/user/${event.objectId}/erase-log`, {
      type: 'user',
      id: event.objectId,
    });
    expect(await count({ query: erased })).toBe(0);
    expect((await logs({}, { pagination: { first: 100 } })).nodes).toHaveLength(31);
  });
});
