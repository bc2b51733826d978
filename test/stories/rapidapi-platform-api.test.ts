import { getIntrospectionQuery } from 'graphql';
import { beforeAll, describe, expect, it } from 'vitest';
import { startTestBellwire, type TestBellwire } from '../harness/bellwire.ts';
import { request } from '../harness/http-client.ts';
import { createHub, type Hub } from '../harness/rapidapi.ts';

let bellwire: TestBellwire;
let hub: Hub;
let other: Hub;

beforeAll(async () => {
  bellwire = await startTestBellwire();
  hub = await createHub(bellwire, 'hub');
  other = await createHub(bellwire, 'other');
});

const introspection = '{ __schema { queryType { name } } }';
const types = '{ eventTypes { name } }';

describe('signing in to the Platform API', () => {
  it('shows the schema to who has a key, all of it where tools ask for that', async () => {
    const { status, body } = await hub.ask(getIntrospectionQuery());
    expect([status, body.errors]).toEqual([200, undefined]);
    const names = body.data.__schema.types.map(({ name }: { name: string }) => name);
    expect(names).toContain('EventType');
  });

  it.each([
    ['no key', { 'x-rapidapi-key': '' }],
    ['a key that is none', { 'x-rapidapi-key': 'a'.repeat(50) }],
    ['a token that is none', { 'x-rapidapi-key': 'bwt_nothing' }],
    ['a NUL', { 'x-rapidapi-key': '%00' }],
    ['an identity key that is none', { 'x-rapidapi-identity-key': 'b'.repeat(50) }],
  ])('says nothing to who has %s', async (_what, headers) => {
    const { status, body } = await hub.ask(introspection, {}, headers);
    expect([status, body]).toEqual([
      401,
      { errors: [{ message: expect.any(String), extensions: { code: 'UNAUTHENTICATED' } }] },
    ]);
  });

  it("takes a session of the console, from the console's own pages alone", async () => {
    const { origin } = new URL(bellwire.url);
    const own = { 'x-bellwire-console': '1', origin };
    const begun = await request(`${bellwire.url}/api/v1/session`, {
      method: 'POST',
      headers: own,
      body: { token: bellwire.adminToken },
    });
    const cookie = begun.headers.get('set-cookie')!.split(';', 1)[0]!;
    const ask = (headers: Record<string, string>) =>
      request(`${bellwire.url}/rapidapi/graphql`, {
        method: 'POST',
        headers: { cookie, 'x-rapidapi-host': 'hub', ...headers },
        body: { query: types },
      });
    const { status, body } = await ask(own);
    expect([status, body.data.eventTypes.length]).toEqual([200, 44]);
    for (const headers of [{}, { origin }, { ...own, origin: 'https://elsewhere.example' }]) {
      const refused = await ask(headers as Record<string, string>);
      expect([refused.status, refused.body.errors[0].extensions.code]).toEqual([400, 'FORBIDDEN']);
    }
    expect((await ask({ ...own, 'x-rapidapi-host': 'nowhere' })).status).toBe(401);
  });

  it('takes no identity key of another hub', async () => {
    const { status } = await hub.ask(types, {}, { 'x-rapidapi-identity-key': other.apiKey });
    expect(status).toBe(401);
    expect((await hub.ask(types, {}, { 'x-rapidapi-identity-key': hub.apiKey })).status).toBe(200);
  });

  it('takes a key that was brought along, if it is long enough to stand alone', async () => {
    const secret = '0a1b2c3d4emsh0a1b2c3d4e5f6a7p1b2c3djsn0a1b2c3d4e5f';
    const input = { kind: 'api-key', role: 'viewer', identifier: 'old-script' };
    await hub.native.done('POST', '/credentials', { ...input, secret });
    expect((await hub.ask(types, {}, { 'x-rapidapi-key': secret })).status).toBe(200);
    const short = await hub.native.ask('POST', '/credentials', {
      ...input,
      identifier: 'short',
      secret: 'short',
    });
    expect([short.status, short.text]).toEqual([400, expect.stringContaining('at least 32 characters')]);
    const twice = await other.native.ask('POST', '/credentials', { ...input, identifier: 'twice', secret });
    expect(twice.status).toBe(409);
  });

  it('asks which hub is meant when a token opens several', async () => {
    const asAdmin = (host: string) =>
      hub.ask(types, {}, { 'x-rapidapi-key': bellwire.adminToken, 'x-rapidapi-host': host });
    expect((await asAdmin('other.hub.example')).status).toBe(200);
    expect((await asAdmin('hub')).status).toBe(200);
    expect((await asAdmin('nobody.hub.example')).status).toBe(401);
  });
});

describe('a request that asks for too much', () => {
  const nested = (levels: number) => `${'{ a '.repeat(levels)}${'}'.repeat(levels)}`;

  it.each<[string, string, string]>([
    ['is nested 200 levels deep', nested(200), 'QUERY_TOO_DEEP'],
    ['is nested 9000 levels deep', nested(9000), 'QUERY_TOO_DEEP'],
    [
      'has brackets in brackets',
      `{ eventTypes(a: ${'['.repeat(3000)}${']'.repeat(3000)}) { name } }`,
      'QUERY_TOO_DEEP',
    ],
    [
      'has 10,000 fields at its top',
      `{ ${Array.from({ length: 10_000 }, (_, n) => `a${n}: __typename`).join(' ')} }`,
      'QUERY_TOO_LARGE',
    ],
    [
      'has 21 fields at its top',
      `{ ${Array.from({ length: 21 }, (_, n) => `a${n}: __typename`).join(' ')} }`,
      'QUERY_TOO_LARGE',
    ],
    [
      'hides them in fragments',
      `{ ${'...A '.repeat(11)} } fragment A on Query { a: __typename b: __typename }`,
      'QUERY_TOO_LARGE',
    ],
  ])('is refused when it %s', async (_what, query, code) => {
    const { message, extensions } = await hub.refused(query);
    expect([extensions.code, message]).toEqual([code, expect.stringMatching(/may (be|have|come)/)]);
  });

  it('is refused when a variable is nested without end', async () => {
    const query = 'mutation ($it: CreateWorkflowInput) { createWorkflow(options: $it) }';
    const value = `${'{"a":'.repeat(40_000)}1${'}'.repeat(40_000)}`;
    const body = `{"query":"${query}","variables":{"it":{"topic":"PublishAPI","additionalData":${value}}}}`;
    const answer = await fetch(`${bellwire.url}/rapidapi/graphql`, {
      method: 'POST',
      headers: { 'content-type': 'application/json', 'x-rapidapi-key': hub.apiKey },
      body,
    });
    const { errors } = (await answer.json()) as {
      errors: { message: string; extensions: { code: string } }[];
    };
    expect(errors[0]).toMatchObject({
      message: expect.stringContaining('nested 100 levels deep'),
      extensions: { code: 'QUERY_TOO_DEEP' },
    });
  });

  it('is refused when it is too large to be read', async () => {
    const { status, body } = await hub.ask(`{ eventTypes { name } } # ${'x'.repeat(300_000)}`);
    expect([status, body.errors[0].extensions.code]).toEqual([413, 'BAD_USER_INPUT']);
  });

  it.each([
    ['a syntax error', '{ eventTypes { name }', 'GRAPHQL_PARSE_FAILED'],
    ['a field that is not there', '{ eventTypes { nothing } }', 'GRAPHQL_VALIDATION_FAILED'],
    [
      'two fragments that hold each other',
      '{ ...A } fragment A on Query { ...B } fragment B on Query { ...A }',
      'GRAPHQL_VALIDATION_FAILED',
    ],
  ])('is told of %s', async (_what, query, code) => {
    expect((await hub.refused(query)).extensions.code).toBe(code);
  });

  it.each([
    ['no JSON', 'query'],
    ['JSON that is no query', '[]'],
    ['nothing', ''],
  ])('is told when it has %s in it', async (_what, body) => {
    const answer = await request(`${bellwire.url}/rapidapi/graphql`, {
      method: 'POST',
      headers: { 'x-rapidapi-key': hub.apiKey, 'content-type': 'application/json' },
      body,
    });
    expect([answer.status, answer.body?.errors?.[0].message]).toEqual([400, expect.any(String)]);
  });

  it('is made by POST', async () => {
    const answer = await request(`${bellwire.url}/rapidapi/graphql?query={__typename}`);
    expect([answer.status, answer.headers.get('allow')]).toEqual([405, 'POST']);
  });
});
