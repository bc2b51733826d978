import { beforeAll, describe, expect, it } from 'vitest';
import { eventTypes } from '../../src/dialects/rapidapi/catalogue/event-types.ts';
import { startTestBellwire, type TestBellwire } from '../harness/bellwire.ts';
import { addUrl, configure, createHub, createUrl, type Hub } from '../harness/rapidapi.ts';

let bellwire: TestBellwire;
let hubs = 0;

beforeAll(async () => {
  bellwire = await startTestBellwire();
});

const newHub = () => {
  hubs += 1;
  return createHub(bellwire, `hub${hubs}`);
};
const url = (path: string | number) => `http://127.0.0.1:65530/${path}`;
const urlsOf = async (hub: Hub) => (await hub.done('{ eventUrls { nodes { id url } } }')).eventUrls.nodes;

describe('the event configuration', () => {
  it('is not there until it is written, and then has its parts', async () => {
    const hub = await newHub();
    expect(await hub.done('{ eventConfig { id } }')).toEqual({ eventConfig: null });
    const made = await configure(hub, { isActive: true });
    expect(made).toEqual({
      id: expect.any(String),
      isActive: true,
      secret: expect.stringMatching(/^whsec_/),
      urls: [],
    });
    const one = await addUrl(hub, url(1));
    const { eventConfig } = await hub.done(
      '{ eventConfig { id isActive secret createdAt updatedAt deletedAt urls { id url } types { name } } }',
    );
    expect(eventConfig).toMatchObject({ ...made, urls: [one], deletedAt: null });
    expect(eventConfig.types).toHaveLength(44);
  });

  it('keeps its secret until a new one is asked for', async () => {
    const hub = await newHub();
    const { secret } = await configure(hub, { isActive: true });
    expect((await configure(hub, { isActive: false })).secret).toBe(secret);
    const { secret: next } = await configure(hub, { shouldGenerateSecret: true });
    expect(next).not.toBe(secret);
    expect((await configure(hub, { secret: 'a secret of our own' })).secret).toBe('a secret of our own');
  });

  it.each([
    ['too short', { secret: 'short' }, 'secret must have 16 to 255 characters'],
    ['no header', { secret: 'line\nbreak-line-break' }, 'secret must be printable ASCII'],
    ['with a space at its end', { secret: 'a secret of our own ' }, 'must not begin or end with a space'],
    [
      'with an overlap of a year',
      { shouldGenerateSecret: true, secretOverlapSeconds: 31_536_000 },
      'must be from 0 to',
    ],
  ])('takes no secret that is %s', async (_what, input, message) => {
    const hub = await newHub();
    const before = await configure(hub, {});
    const error = await hub.refused(
      'mutation A($input: EventConfigUpdateInput!) { upsertEventConfig(input: $input) { id } }',
      { input },
    );
    expect(error).toMatchObject({
      message: expect.stringContaining(message),
      extensions: { code: 'BAD_USER_INPUT' },
    });
    expect(await configure(hub, {})).toEqual(before);
  });

  it('is removed with its URLs', async () => {
    const hub = await newHub();
    const { id } = await configure(hub, { isActive: true });
    await addUrl(hub, url(1));
    const remove = 'mutation A($id: ID!) { deleteEventConfig(id: $id) }';
    const elsewhere = await newHub();
    expect((await elsewhere.refused(remove, { id })).extensions.code).toBe('NOT_FOUND');
    expect(await hub.done(remove, { id })).toEqual({ deleteEventConfig: id });
    expect(await hub.done('{ eventConfig { id } eventUrls { totalCount } }')).toEqual({
      eventConfig: null,
      eventUrls: { totalCount: 0 },
    });
    expect((await hub.refused(remove, { id })).extensions.code).toBe('NOT_FOUND');
  });

  it('hides the secret from who may only look, and lets nobody of them write', async () => {
    const hub = await newHub();
    await configure(hub, { isActive: true });
    const viewer = { 'x-rapidapi-key': await hub.makeKey('viewer') };
    const seen = await hub.ask('{ eventConfig { secret isActive } }', {}, viewer);
    expect(seen.body.data.eventConfig).toEqual({ secret: '[hidden]', isActive: true });
    const shared = { 'x-rapidapi-identity-key': viewer['x-rapidapi-key'] };
    for (const headers of [viewer, shared]) {
      const { body } = await hub.ask(createUrl, { url: url(1) }, headers);
      expect(body.errors[0].extensions.code).toBe('FORBIDDEN');
    }
  });
});

describe('callback URLs', () => {
  it('are five at most, and no URL stands twice', async () => {
    const hub = await newHub();
    for (const path of [1, 2, 3, 4, 5]) await addUrl(hub, url(path));
    expect(await hub.refused(createUrl, { url: url(6) })).toMatchObject({
      message: expect.stringContaining('There can be 5 URLs'),
      extensions: { code: 'CONFLICT' },
    });
    const [first, second] = await urlsOf(hub);
    const update =
      'mutation A($id: ID!, $url: String!) { updateEventUrl(id: $id, updateDto: {url: $url}) { url } }';
    const taken = {
      message: expect.stringContaining('url is that of another'),
      extensions: { code: 'DUPLICATE' },
    };
    expect(await hub.refused(createUrl, { url: url(1) })).toMatchObject(taken);
    expect(
      await hub.refused(update, { id: second.id, url: first.url.replace('http:', 'HTTP:') }),
    ).toMatchObject(taken);
    expect(await hub.done(update, { id: first.id, url: url('one') })).toEqual({
      updateEventUrl: { url: url('one') },
    });
    expect(await hub.done(update, { id: second.id, url: url(1) })).toBeDefined();
    const remove = 'mutation A($id: ID!) { deleteEventUrl(id: $id) }';
    expect(await hub.done(remove, { id: first.id })).toEqual({ deleteEventUrl: first.id });
    expect((await hub.refused(remove, { id: first.id })).extensions.code).toBe('NOT_FOUND');
    await addUrl(hub, url(6));
    expect(await urlsOf(hub)).toHaveLength(5);
  });

  it('stay five, each once, when many are made and changed at the same moment', async () => {
    const hub = await newHub();
    const made = await Promise.all(
      [1, 2, 3, 4, 5, 6, 7, 8, 1, 2].map((path) => hub.ask(createUrl, { url: url(path) })),
    );
    const codes = made.flatMap(({ body }) =>
      (body.errors ?? []).map(({ extensions }: { extensions: { code: string } }) => extensions.code),
    );
    expect(codes).toHaveLength(5);
    expect(['CONFLICT', 'DUPLICATE']).toEqual(expect.arrayContaining([...new Set(codes)]));
    const urls = await urlsOf(hub);
    expect(new Set(urls.map((one: { url: string }) => one.url)).size).toBe(5);
    const update =
      'mutation A($id: ID!) { updateEventUrl(id: $id, updateDto: {url: "http://127.0.0.1:65530/same"}) { url } }';
    await Promise.all(urls.map(({ id }: { id: string }) => hub.ask(update, { id })));
    const after = (await urlsOf(hub)).map((one: { url: string }) => one.url);
    expect(after.filter((one: string) => one.endsWith('/same'))).toHaveLength(1);
  });

  it('stay five when the native API makes the sixth', async () => {
    const hub = await newHub();
    for (const path of [1, 2, 3, 4]) await addUrl(hub, url(path));
    const { id } = await hub.native.done('POST', '/webhooks', { name: 'Five', url: url(5) });
    expect((await urlsOf(hub)).map((one: { id: string }) => one.id)).toContain(id);
    expect((await hub.native.ask('POST', '/webhooks', { name: 'Six', url: url(6) })).status).toBe(409);
    const other = await hub.native.done('POST', '/webhooks', {
      name: 'Six',
      url: url(6),
      format: 'standard',
    });
    expect(await urlsOf(hub)).toHaveLength(5);
    const moved = await hub.native.ask('PATCH', `/webhooks/${other.id}`, { format: 'rapidapi' });
    expect(moved.status).toBe(409);
    expect((await hub.native.ask('POST', `/webhooks/${id}/rotate-secret`)).status).toBe(409);
    expect((await hub.native.ask('PATCH', `/webhooks/${id}`, { enabled: true })).status).toBe(409);
  });

  it.each([
    '10.0.0.1/',
    'ftp://example.com',
    'http://user:pw@example.com',
    'nonsense',
    '',
    'http://10.0.0.1/',
  ])('cannot be %j', async (wrong) => {
    const hub = await newHub();
    const error = await hub.refused(createUrl, { url: wrong });
    expect(error).toMatchObject({
      message: expect.stringContaining('url '),
      extensions: { code: 'BAD_USER_INPUT' },
    });
    expect(await urlsOf(hub)).toEqual([]);
  });

  it('may be a host alone, which is of https', async () => {
    const hub = await newHub();
    const { id, url } = await addUrl(hub, 'example.com');
    expect(url).toBe('https://example.com');
    const update = `mutation { updateEventUrl(id: "${id}", updateDto: { url: "example.com/hook" }) { url } }`;
    expect((await hub.done(update)).updateEventUrl).toEqual({ url: 'https://example.com/hook' });
    const twice = await hub.refused(createUrl, { url: 'example.com/hook' });
    expect(twice.extensions.code).toBe('DUPLICATE');
  });

  it('go to another server freely, but not with what the native API has added to them', async () => {
    const hub = await newHub();
    const { id } = await addUrl(hub, 'one.example/hook');
    const moveTo = (host: string) =>
      `mutation { updateEventUrl(id: "${id}", updateDto: { url: "${host}" }) { url } }`;
    await hub.done(moveTo('two.example'));
    await hub.native.done('PATCH', `/webhooks/${id}`, { headers: { 'x-key': 'a secret' } });
    expect(await hub.refused(moveTo('three.example'))).toMatchObject({
      message: expect.stringMatching(/url is that of another server.*headers\.x-key/),
      extensions: { code: 'BAD_USER_INPUT', problems: [{ field: 'url' }] },
    });
    await hub.done(moveTo('two.example/elsewhere'));
    await hub.native.done('PATCH', `/webhooks/${id}`, { headers: null });
    expect((await hub.done(moveTo('three.example'))).updateEventUrl.url).toBe('https://three.example');
  });

  it('belong to their hub', async () => {
    const [hub, other] = [await newHub(), await newHub()];
    const { id } = await addUrl(hub, url(1));
    expect(await other.done('query A($id: ID!) { eventUrl(id: $id) { url } }', { id })).toEqual({
      eventUrl: null,
    });
    for (const operation of [
      'deleteEventUrl(id: $id)',
      'updateEventUrl(id: $id, updateDto: {url: "http://127.0.0.1:65530/x"}) { id }',
    ]) {
      const error = await other.refused(`mutation A($id: ID!) { ${operation} }`, { id });
      expect(error.extensions.code).toBe('NOT_FOUND');
    }
    expect(await urlsOf(hub)).toHaveLength(1);
  });

  it('are listed in pages, in an order, by a part', async () => {
    const hub = await newHub();
    for (const path of ['c', 'a', 'b', 'd/hook']) await addUrl(hub, url(path));
    const list = async (input: string) => {
      const { eventUrls } = await hub.done(
        `{ eventUrls(${input}) { edges { cursor node { url } } pageInfo { hasNextPage hasPreviousPage endCursor } totalCount } }`,
      );
      return {
        ...eventUrls,
        paths: eventUrls.edges.map(({ node }: { node: { url: string } }) => node.url.slice(url('').length)),
      };
    };
    const byUrl = 'order: {sortingFields: [{fieldName: URL, order: ASC}]}';
    const first = await list(`${byUrl}, pagination: {first: 2}`);
    expect(first).toMatchObject({
      paths: ['a', 'b'],
      totalCount: 4,
      pageInfo: { hasNextPage: true, hasPreviousPage: false },
    });
    const after = first.pageInfo.endCursor;
    expect(await list(`${byUrl}, pagination: {first: 2, after: "${after}"}`)).toMatchObject({
      paths: ['c', 'd/hook'],
      pageInfo: { hasNextPage: false, hasPreviousPage: true },
    });
    expect((await list(`${byUrl}, pagination: {last: 1}`)).paths).toEqual(['d/hook']);
    expect((await list('where: {url: "HOOK"}')).paths).toEqual(['d/hook']);
    const wrong = await hub.refused('{ eventUrls(pagination: {first: 101}) { totalCount } }');
    expect(wrong).toMatchObject({
      message: expect.stringContaining('from 0 to 100'),
      extensions: { code: 'BAD_USER_INPUT' },
    });
  });
});

describe('event types', () => {
  it('are the 44, each with an example that is of its type', async () => {
    const hub = await newHub();
    const { eventTypes: listed } = await hub.done('{ eventTypes { id name label example } }');
    expect(listed.map(({ name }: { name: string }) => name)).toEqual(eventTypes.map(({ name }) => name));
    for (const { id, name, example } of listed) {
      const body = JSON.parse(example);
      expect(Object.keys(body)).toEqual(['type', 'data']);
      expect([id, body.type, body.data]).toEqual([
        name,
        name,
        [expect.objectContaining({ id: expect.anything() })],
      ]);
      if (name.startsWith('APPKEY')) expect(body.data[0]).not.toHaveProperty('key');
    }
  });

  it('can be called something else in one hub, and the usual way again', async () => {
    const [hub, other] = [await newHub(), await newHub()];
    const rename =
      'mutation A($id: ID!, $name: String, $label: String) { renameEventType(id: $id, name: $name, label: $label) { id name label example } }';
    const { renameEventType: changed } = await hub.done(rename, {
      id: 'USER.DELETED',
      name: 'Delete User',
      label: 'User gone',
    });
    expect(changed).toMatchObject({ id: 'USER.DELETED', name: 'Delete User', label: 'User gone' });
    expect(JSON.parse(changed.example).type).toBe('Delete User');
    const names = async (of: Hub) =>
      (await of.done('{ eventTypes { name } }')).eventTypes.map(({ name }: { name: string }) => name);
    expect(await names(hub)).toContain('Delete User');
    expect(await names(other)).not.toContain('Delete User');
    for (const [id, name, code] of [
      ['USER.UPDATED', 'Delete User', 'DUPLICATE'],
      ['USER.UPDATED', 'USER.CREATED', 'DUPLICATE'],
      ['USER.UPDATED', ' a', 'BAD_USER_INPUT'],
      ['USER.UPDATED', '', 'BAD_USER_INPUT'],
      ['NOTHING.CREATED', 'Anything', 'NOT_FOUND'],
      ['__proto__', 'Anything', 'NOT_FOUND'],
    ]) {
      expect((await hub.refused(rename, { id, name })).extensions.code).toBe(code);
    }
    const back = await hub.done(rename, { id: 'USER.DELETED', name: null });
    expect(back.renameEventType).toMatchObject({ name: 'USER.DELETED', label: 'User gone' });
  });
});
