import { buildSchema, introspectionFromSchema, parse, printSchema } from 'graphql';
import { describe, expect, it } from 'vitest';
import { startToldHub } from '../harness/told-hub.ts';
import { sendFiles } from '../harness/upload.ts';

const { bellwire, hub, make, saved, toldOf } = await startToldHub();
const owner = await make.user();
const api = await make.api(owner);

const sdl = 'type Query { place(id: ID!): Place }\ntype Place { name: String! }';
const canonical = printSchema(buildSchema(sdl));
const url = 'https://origin.example.com/graphql';
const create = `mutation ($input: [GqlApiVersionCreateInput!]!) {
  createGqlApiVersions(gqlApiVersions: $input) { id }
}`;
const createApi = `mutation ($api: ApiCreateInput!) { createApi(api: $api) { id currentVersion { id } } }`;
const endpoint = `mutation ($input: updateOrCreateEndpointWithParameters) {
  updateOrCreateEndpointWithParameters(input: $input)
}`;
const asked = `query ($id: ID!) {
  apiVersion(apiVersionId: $id) {
    name versionStatus apiSubType oldApiVersionId targetGroup { targetUrls { url } }
    endpoints {
      id name method route isGraphQL
      graphQLSchema { endpointId schema type isIntrospectionCall introspectionCallUrl allowHubSchemaRefresh status }
    }
  }
}`;
const versionOf = async (id: string) => (await hub.done(asked, { id })).apiVersion;
const newVersion = async (name: string, more: object) => {
  const input = [{ api: api.id, name, introspectionCallUrl: url, ...more }];
  return (await hub.done(create, { input })).createGqlApiVersions[0].id;
};

describe('a version that speaks GraphQL', () => {
  it('is told as a version is, with its base URL and its endpoint, and has its schema', async () => {
    let id = '';
    const told = await toldOf(async () => {
      id = await newVersion('first', { gqlFile: sdl, allowHubSchemaRefresh: true });
    });
    expect(told.map(({ type, data }) => [type, data[0].name])).toEqual([
      ['APIVERSION.CREATED', 'first'],
      ['TARGETGROUP.CREATED', 'first'],
      ['APIENDPOINT.CREATED', 'GraphQL'],
      ['BILLINGPLAN.UPDATED', 'BASIC'],
    ]);
    expect(JSON.stringify(told)).not.toContain('type Place');
    const version = await versionOf(id);
    expect(version).toEqual({
      name: 'first',
      versionStatus: 'DRAFT',
      apiSubType: 'graphql',
      oldApiVersionId: null,
      targetGroup: { targetUrls: [{ url }] },
      endpoints: [
        {
          id: expect.stringMatching(/^apiendpoint_/),
          ...{ name: 'GraphQL', method: 'POST', route: '/', isGraphQL: true },
          graphQLSchema: {
            endpointId: version.endpoints[0].id,
            ...{ schema: sdl, type: 'SDL', isIntrospectionCall: false, allowHubSchemaRefresh: true },
            ...{ introspectionCallUrl: url, status: 'ACTIVE' },
          },
        },
      ],
    });
  });

  it('has the same schema from a tree, and from a file with the answer to the introspection query', async () => {
    const fromTree = await newVersion('tree', { gqlFile: JSON.stringify(parse(sdl, { noLocation: true })) });
    const file = JSON.stringify({ data: introspectionFromSchema(buildSchema(sdl)) });
    const { body } = await sendFiles(
      bellwire,
      hub,
      create,
      {
        input: [
          { api: api.id, name: 'file', introspectionCallUrl: url, isIntrospectionCall: true, gqlFile: null },
        ],
      },
      { 0: ['variables.input.0.gqlFile', file] },
    );
    const schemas = [];
    for (const id of [fromTree, body.data.createGqlApiVersions[0].id])
      schemas.push((await versionOf(id)).endpoints[0].graphQLSchema);
    expect(schemas).toMatchObject([
      { schema: canonical, type: 'schemaAST', isIntrospectionCall: false },
      { schema: canonical, type: 'introspection', isIntrospectionCall: true },
    ]);
  });

  it('takes schema and base URL over from the one that it is copied from, as long as they are the same', async () => {
    const old = await newVersion('old', { gqlFile: sdl });
    const same = await newVersion('same', { oldApiVersionId: old });
    const other = await newVersion('other', {
      oldApiVersionId: old,
      introspectionCallUrl: 'https://other.example.com',
      gqlFile: 'type Query { now: Int }',
    });
    const plain = await make.version(api.id, { oldApiVersionId: old });
    const found = [];
    for (const id of [old, same, other, plain]) {
      const { apiSubType, targetGroup, endpoints } = await versionOf(id);
      expect([apiSubType, endpoints.length]).toEqual(['graphql', 1]);
      found.push([targetGroup.targetUrls[0].url, endpoints[0].graphQLSchema.schema]);
    }
    expect(found).toEqual([
      [url, sdl],
      [url, sdl],
      ['https://other.example.com', 'type Query { now: Int }'],
      [url, sdl],
    ]);
  });

  it('can be the first one of an API', async () => {
    const spec = { gql: { baseUrl: url, schemaSource: { type: 'SDL', source: sdl } } };
    const input = { name: 'Places', description: 'Places', category: 'Data', ownerId: owner };
    let id = '';
    const told = await toldOf(async () => {
      const made = await hub.done(createApi, { api: { ...input, version: { name: 'v1', spec } } });
      id = made.createApi.currentVersion.id;
    });
    expect(told.map(({ type }) => type)).toEqual([
      'API.CREATED',
      'APIVERSION.CREATED',
      'TARGETGROUP.CREATED',
      'BILLINGPLAN.CREATED',
      'APIENDPOINT.CREATED',
      'API.UPDATED',
      'SUBSCRIPTION.CREATED',
    ]);
    expect(await versionOf(id)).toMatchObject({
      apiSubType: 'graphql',
      versionStatus: 'ACTIVE',
      targetGroup: { targetUrls: [{ url }] },
      endpoints: [{ isGraphQL: true, graphQLSchema: { schema: sdl } }],
    });
  });

  it('loses the schema with its endpoint', async () => {
    const id = await newVersion('lost', { gqlFile: sdl });
    const [{ id: endpointId }] = (await versionOf(id)).endpoints;
    const told = await toldOf(() =>
      hub.done('mutation ($id: String) { deleteEndpoint(endpointId: $id) }', { id: endpointId }),
    );
    expect(told.map(({ type }) => type)).toEqual(['APIENDPOINT.DELETED']);
    const text = `select id from objects where type = 'graphql_schema' and fields ->> 'endpointId' = $1`;
    expect(await bellwire.database.query({ text, values: [endpointId] })).toEqual([]);
  });
});

describe('an endpoint', () => {
  const write = async (input: object) =>
    (await hub.done(endpoint, { input })).updateOrCreateEndpointWithParameters;

  it('gets a schema, and another one; of those alone nothing is told', async () => {
    const made = await write({
      ...{ apiVersionId: api.version, name: 'Graph', method: 'POST', route: '/graph' },
      graphQLSchemaObject: { schema: sdl },
    });
    expect(made.isGraphQL).toBe(true);
    const told = await toldOf(() =>
      write({ endpointId: made.id, graphQLSchemaObject: { schema: 'type Query { a: Int }' } }),
    );
    expect(told).toEqual([]);
    await write({ endpointId: made.id, graphQLSchemaObject: { allowHubSchemaRefresh: true } });
    const { endpoints } = await versionOf(api.version);
    const { graphQLSchema } = endpoints.find(({ id }: { id: string }) => id === made.id);
    expect(graphQLSchema).toMatchObject({ schema: 'type Query { a: Int }', allowHubSchemaRefresh: true });
  });
});

describe('a schema that is not sound', () => {
  const version = (more: object) => ({
    input: [{ api: api.id, name: 'unsound', introspectionCallUrl: url, ...more }],
  });
  const first = (schemaSource: object, baseUrl = url) => ({
    api: {
      ...{ name: 'Unsound', description: 'Unsound', category: 'Data', ownerId: owner },
      version: { spec: { gql: { baseUrl, schemaSource } } },
    },
  });

  it.each<[string, string, () => object, RegExp]>([
    ['is none', create, () => version({ gqlFile: 'type Query {' }), /gqlApiVersions.0.gqlFile is no GraphQL/],
    ['has no root', create, () => version({ gqlFile: 'type A { a: Int }' }), /Query root type/],
    ['is not given', create, () => version({}), /gqlFile is required: .*asks no API for it/],
    [
      'would have to be asked for',
      create,
      () => version({ isIntrospectionCall: true }),
      /gqlFile is required: .*asks no API for it/,
    ],
    [
      'is one of two',
      create,
      () => ({
        input: [sdl, 'type'].map((gqlFile, n) => ({
          ...{ api: api.id, name: `two ${n}`, introspectionCallUrl: url, gqlFile },
        })),
      }),
      /gqlApiVersions.1.gqlFile/,
    ],
    [
      'is at no URL',
      create,
      () => version({ gqlFile: sdl, introspectionCallUrl: 'origin.example.com' }),
      /introspectionCallUrl must be a URL/,
    ],
    [
      'is of another kind than was said',
      createApi,
      () => first({ type: 'introspection', source: sdl }),
      /schemaSource.source is no JSON/,
    ],
    ['has no source', createApi, () => first({ type: 'introspection' }), /source is required/],
    [
      'is of an API at no URL',
      createApi,
      () => first({ type: 'SDL', source: sdl }, 'ftp://a.example.com'),
      /baseUrl/,
    ],
    [
      'is that of an endpoint',
      endpoint,
      () => ({
        input: {
          ...{ apiVersionId: api.version, name: 'a', method: 'POST', route: '/a' },
          graphQLSchemaObject: { schema: 'type Query { a: Nothing }' },
        },
      }),
      /has no type "Nothing"/,
    ],
    [
      'is none of an endpoint that has none',
      endpoint,
      () => ({
        input: {
          ...{ apiVersionId: api.version, name: 'a', method: 'POST', route: '/a' },
          graphQLSchemaObject: { allowHubSchemaRefresh: true },
        },
      }),
      /schema is required/,
    ],
  ])('changes nothing where it %s', async (_what, query, variables, message) => {
    const before = await saved();
    const refused = await hub.refused(query, variables());
    expect([refused.extensions.code, refused.message]).toEqual([
      'BAD_USER_INPUT',
      expect.stringMatching(message),
    ]);
    expect(await saved()).toEqual(before);
  });
});
