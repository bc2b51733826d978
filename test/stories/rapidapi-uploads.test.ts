import { beforeAll, describe, expect, it } from 'vitest';
import { startTestBellwire, type TestBellwire } from '../harness/bellwire.ts';
import { hubObjects, type MadeApi } from '../harness/hub-objects.ts';
import { createHub, type Hub } from '../harness/rapidapi.ts';
import { upload } from '../harness/upload.ts';

let bellwire: TestBellwire;
let hub: Hub;
let api: MadeApi;

beforeAll(async () => {
  bellwire = await startTestBellwire();
  hub = await createHub(bellwire, 'hub');
  const make = hubObjects(hub);
  api = await make.api(await make.user());
});

const png = Buffer.from('89504e470d0a1a0a0000000d49484452', 'hex');
const query = 'mutation ($api: ApiUpdateInput!) { updateApi(api: $api) { thumbnail } }';
const variables = () => ({ api: { id: api.id, thumbnail: null } });
const place = { 0: ['variables.api.thumbnail'] };

const send = (input: Partial<Parameters<typeof upload>[1]>) =>
  upload(`${bellwire.url}/rapidapi/graphql`, {
    headers: { 'x-rapidapi-key': hub.apiKey },
    operations: { query, variables: variables() },
    map: place,
    files: { 0: png },
    ...input,
  });

describe('a picture', () => {
  it('is sent as a file, or named by its address', async () => {
    const address = 'https://weather.example.com/sun.png';
    const named = await hub.done(query, { api: { id: api.id, thumbnail: address } });
    expect(named.updateApi.thumbnail).toBe(address);
    const { body } = await send({});
    expect(body).toEqual({
      data: { updateApi: { thumbnail: `data:image/png;base64,${png.toString('base64')}` } },
    });
  });

  it('is one of an app as well', async () => {
    const create =
      'mutation ($project: ProjectCreateInput!) { createProject(project: $project) { thumbnail } }';
    const projectOwner = (await hub.done('query ($id: ID!) { api(id: $id) { ownerId } }', { id: api.id })).api
      .ownerId;
    const project = { projectOwner, projectName: 'With picture', thumbnail: null };
    const { body } = await send({
      operations: { query: create, variables: { project } },
      map: { 0: ['variables.project.thumbnail'] },
    });
    expect(body.data.createProject.thumbnail).toMatch(/^data:image\/png;base64,/);
  });
});

describe('an upload', () => {
  const large = Buffer.alloc(40_000, png);
  const operations = (more: object) => ({ query, variables: { ...variables(), ...more } });

  it.each<[string, () => Partial<Parameters<typeof upload>[1]>, RegExp]>([
    ['of no picture', () => ({ files: { 0: '<svg onload="alert(1)"/>' } }), /thumbnail must be a picture/],
    ['that is too large a picture', () => ({ files: { 0: large } }), /thumbnail may have 32768 bytes/],
    ['without its file', () => ({ files: {} }), /there is no file 0/],
    ['whose file is a text', () => ({ map: { map: ['variables.api.thumbnail'] } }), /there is no file map/],
    ['that goes nowhere', () => ({ map: { 0: ['variables.api.picture'] } }), /goes where a variable is null/],
    [
      'that goes where something is',
      () => ({ map: { 0: ['variables.api.id'] } }),
      /goes where a variable is null/,
    ],
    ['that goes into the query', () => ({ map: { 0: ['query'] } }), /goes where a variable is null/],
    [
      'that goes into what all objects are made from',
      () => ({ map: { 0: ['variables.__proto__.a'] } }),
      /goes where a variable is null/,
    ],
    ['whose map is none', () => ({ map: [] }), /map must be an object/],
    ['whose map has no lists', () => ({ map: { 0: 5 } }), /must be a list of paths/],
    ['whose map is no JSON', () => ({ map: 'x' }), /the field map must be JSON/],
    [
      'of many files',
      () => ({ map: Object.fromEntries(Array.from({ length: 11 }, (_, n) => [n, []])) }),
      /may have 10 files/,
    ],
    [
      'into many places',
      () => ({ map: { 0: Array.from({ length: 21 }, () => 'variables.api.thumbnail') } }),
      /20 places/,
    ],
    ['without operations', () => ({ operations: '' }), /the field operations must be JSON/],
    ['of a batch', () => ({ operations: [operations({})] }), /batches are not taken/],
    [
      'with too long a query',
      () => ({ operations: operations({ a: 'x'.repeat(270_000) }) }),
      /operations may have 262144 characters/,
    ],
  ])('is refused: one %s', async (_what, input, message) => {
    const { body } = await send(input());
    expect(body.errors).toMatchObject([
      { message: expect.stringMatching(message), extensions: { code: 'BAD_USER_INPUT' } },
    ]);
  });

  it('is refused when it is too large to be read', async () => {
    const { status, body } = await send({ files: { 0: Buffer.alloc(1_100_000) } });
    expect([status, body.errors[0].extensions.code]).toEqual([413, 'BAD_USER_INPUT']);
  });

  it('is refused when it is no form', async () => {
    const headers = { 'x-rapidapi-key': hub.apiKey, 'content-type': 'multipart/form-data; boundary=other' };
    const { body } = await send({ headers });
    expect(body.errors[0]).toMatchObject({ extensions: { code: 'BAD_USER_INPUT' } });
  });

  it('is read of nobody who has not signed in', async () => {
    const { status } = await send({ headers: {} });
    expect(status).toBe(401);
  });

  it('is bound by the limits of all requests', async () => {
    const deep = `mutation ($api: ApiUpdateInput!) { ${'a { '.repeat(30)} b ${'}'.repeat(30)} }`;
    const { body } = await send({ operations: { query: deep, variables: variables() } });
    expect(body.errors[0].extensions.code).toBe('QUERY_TOO_DEEP');
  });
});
