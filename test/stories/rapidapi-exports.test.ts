import { expect, it } from 'vitest';
import { startToldHub } from '../harness/told-hub.ts';

const spec = {
  openapi: '3.0.3',
  info: {
    title: 'Weather',
    version: '2.1',
    description: 'Of every place',
    'x-category': 'Weather',
    'x-public': false,
  },
  servers: [{ url: 'https://origin.example.com' }, { url: 'https://other.example.com' }],
  tags: [{ name: 'now', description: 'As it is', externalDocs: { url: 'https://docs.example.com' } }],
  paths: {
    '/stations': { post: { summary: 'Adds a station' }, get: { summary: 'Lists stations' } },
    '/current/{place}': {
      get: {
        summary: 'Current weather',
        description: 'At this moment',
        tags: ['now'],
        parameters: [
          { name: 'place', in: 'path', required: true, description: 'Where', schema: { type: 'string' } },
        ],
        externalDocs: { url: 'https://docs.example.com/current' },
      },
    },
  },
  'x-documentation': { readme: '# Weather' },
};
const create = `mutation ($creations: [ApiCreateFromRapidOasInput!]!) {
  createApisFromRapidOas(creations: $creations) { apiId trackingId }
}`;
const update = `mutation ($updates: [ApiUpdateFromRapidOasInput!]!) {
  updateApisFromRapidOas(updates: $updates) { warnings { text } }
}`;
const ask = 'query ($api: ID!, $version: ID) { exportOpenApi(apiId: $api, apiVersionId: $version) }';

const { hub, make, toldOf } = await startToldHub();
const owner = await make.user();
const other = await make.api(owner);
const creations = [{ spec: JSON.stringify(spec), ownerId: owner }];
const [made] = (await hub.done(create, { creations })).createApisFromRapidOas;

it('a version is exported as what it was imported from', async () => {
  const { exportOpenApi } = await hub.done(ask, { api: made.apiId });
  const parameters: object[] = [];
  const responses = { default: { description: 'The answer' } };
  const { '/stations': stations, '/current/{place}': current } = spec.paths;
  expect(exportOpenApi).toEqual({
    ...spec,
    info: { ...spec.info, 'x-version-lifecycle': 'active', 'x-badges': [] },
    paths: {
      '/stations': {
        post: { ...stations.post, parameters, responses },
        get: { ...stations.get, parameters, responses },
      },
      '/current/{place}': { get: { ...current.get, responses } },
    },
    'x-rapidapi-info': { apiId: made.apiId, apiVersionId: made.trackingId },
  });
});

it('what was exported changes nothing when it is imported again, and tells nothing', async () => {
  const { exportOpenApi } = await hub.done(ask, { api: made.apiId, version: made.trackingId });
  const told = await toldOf(async () => {
    const updates = [{ apiVersionId: made.trackingId, spec: JSON.stringify(exportOpenApi) }];
    expect((await hub.done(update, { updates })).updateApisFromRapidOas).toEqual([{ warnings: [] }]);
  });
  expect(told).toEqual([]);
});

it('an API that was made by hand is exported too, its lists in any shape', async () => {
  const input = {
    apiVersionId: other.version,
    name: 'By hand',
    route: '/a',
    params: { header: [{ name: 'x' }] },
  };
  await hub.done(
    'mutation ($input: updateOrCreateEndpointWithParameters) { updateOrCreateEndpointWithParameters(input: $input) }',
    { input },
  );
  const { exportOpenApi } = await hub.done(ask, { api: other.id });
  expect(exportOpenApi).toMatchObject({ paths: { '/a': { get: { summary: 'By hand', parameters: [] } } } });
});

it.each([
  ['an API that is not there', () => ({ api: 'api_none' })],
  ['a version that is not there', () => ({ api: made.apiId, version: 'apiversion_none' })],
  ['a version of another API', () => ({ api: made.apiId, version: other.version })],
])('nothing is exported of %s', async (_what, variables) => {
  expect(await hub.done(ask, variables())).toEqual({ exportOpenApi: null });
});
