import { describe, expect, it } from 'vitest';
import { startToldHub } from '../harness/told-hub.ts';
import { sendFiles } from '../harness/upload.ts';

const { bellwire, hub, make, saved, toldOf } = await startToldHub();
const owner = await make.user();

const schemaOf = (format: string) =>
  `https://schema.getpostman.com/json/collection/v${format}.0/collection.json`;
const places = {
  info: { name: 'Places', description: 'All places', version: '2.1.0', schema: schemaOf('2.1') },
  variable: [{ key: 'baseUrl', value: 'https://origin.example.com/v1' }],
  item: [
    {
      name: 'Places',
      description: 'What there is',
      item: [
        {
          name: 'Find a place',
          request: {
            method: 'GET',
            url: {
              raw: '{{baseUrl}}/places/:id?unit=metric',
              host: ['{{baseUrl}}'],
              path: ['places', ':id'],
              query: [{ key: 'unit', value: 'metric' }],
              variable: [{ key: 'id', description: 'Which' }],
            },
          },
          response: [
            {
              name: 'Found',
              code: 200,
              header: [{ key: 'Content-Type', value: 'application/json' }],
              body: '{"name":"Oslo"}',
            },
          ],
        },
        {
          name: 'Add a place',
          request: {
            method: 'POST',
            url: '{{baseUrl}}/places',
            body: { mode: 'raw', raw: '{"name":"Oslo"}', options: { raw: { language: 'json' } } },
          },
        },
      ],
    },
    { name: 'Health', request: '{{baseUrl}}/health' },
  ],
};
const create = `mutation ($creations: [ApiCreateFromSpecInput!]!) {
  createApisFromSpecs(creations: $creations) { apiId trackingId warnings { type text } }
}`;
const update = `mutation ($updates: [ApiUpdateFromSpecInput!]!) {
  updateApisFromSpecs(updates: $updates) { apiId warnings { type text } }
}`;
const asked = `query ($id: ID!) {
  apiVersion(apiVersionId: $id) {
    name groups { id name description } targetGroup { targetUrls { url } }
    endpoints {
      id name method route group params
      requestPayloads { id name format body apiendpoint } responsePayloads { name statusCode format body }
    }
  }
}`;

/** Asks for an API from a file. */
function createFrom(file: string) {
  const creation = { specType: 'POSTMAN_COLLECTION', category: 'Data', ownerId: owner, spec: null };
  return sendFiles(
    bellwire,
    hub,
    create,
    { creations: [creation] },
    { 0: ['variables.creations.0.spec', file] },
  );
}

describe('an API from a Postman collection', () => {
  let version = '';

  it('is told as the table has it, with its folders, parameters and examples', async () => {
    let made = { apiId: '', trackingId: '', warnings: [] };
    const told = await toldOf(async () => {
      const { body } = await createFrom(JSON.stringify(places));
      [made] = body.data.createApisFromSpecs;
    });
    expect(told.map(({ type, data }) => [type, data.length])).toEqual([
      ['API.CREATED', 1],
      ['APIVERSION.CREATED', 1],
      ['TARGETGROUP.CREATED', 1],
      ['BILLINGPLAN.CREATED', 1],
      ['APIENDPOINT.CREATED', 3],
      ['API.UPDATED', 1],
      ['SUBSCRIPTION.CREATED', 1],
    ]);
    expect(told[0]?.data[0]).toMatchObject({ name: 'Places', description: 'All places', category: 'Data' });
    expect(JSON.stringify(told)).not.toContain('Oslo');
    expect(made.warnings).toEqual([]);
    version = made.trackingId;
    const { apiVersion } = await hub.done(asked, { id: version });
    const [group] = apiVersion.groups;
    const [find, add, health] = apiVersion.endpoints;
    expect(apiVersion).toMatchObject({
      name: '2.1.0',
      groups: [{ name: 'Places', description: 'What there is' }],
      targetGroup: { targetUrls: [{ url: 'https://origin.example.com/v1' }] },
    });
    expect(find).toMatchObject({
      ...{ name: 'Find a place', method: 'GET', route: '/places/{id}', group: group.id },
      params: {
        parameters: [
          { name: 'id', in: 'path', required: true, description: 'Which', type: null },
          { name: 'unit', in: 'query', required: false, description: null, type: null },
        ],
      },
      requestPayloads: [],
      responsePayloads: [
        { name: 'Found', statusCode: 200, format: 'application/json', body: '{"name":"Oslo"}' },
      ],
    });
    expect(add.requestPayloads).toEqual([
      {
        ...{ id: `${add.id}:requestPayloads:0`, name: 'Example', format: 'application/json' },
        ...{ body: '{"name":"Oslo"}', apiendpoint: add.id },
      },
    ]);
    expect(health).toMatchObject({ method: 'GET', route: '/health', group: null });
  });

  it('is told of nothing when the same one comes again, and of each difference of another, in the format 2.0 too', async () => {
    const put = (collection: object) => {
      const spec = JSON.stringify(collection);
      return hub.done(update, {
        updates: [{ apiVersionId: version, specType: 'POSTMAN_COLLECTION', spec }],
      });
    };
    expect(await toldOf(() => put(places))).toEqual([]);
    const [folder, health] = places.item;
    const told = await toldOf(() =>
      put({
        ...places,
        info: { ...places.info, schema: schemaOf('2.0') },
        item: [
          { ...folder, item: folder?.item?.slice(0, 1) },
          { ...health, name: 'Is it well?' },
        ],
      }),
    );
    expect(told.map(({ type, data }) => [type, data.map(({ name }) => name)])).toEqual([
      ['APIENDPOINT.UPDATED', ['Is it well?']],
      ['APIENDPOINT.DELETED', ['Add a place']],
    ]);
  });
});

describe('examples of an endpoint', () => {
  it('can be given and changed by themselves', async () => {
    const api = await make.api(owner);
    const write = `mutation ($input: updateOrCreateEndpointWithParameters) {
      updateOrCreateEndpointWithParameters(input: $input)
    }`;
    const responsePayloads = [
      { name: 'No', statusCode: 404, format: 'text/plain', body: 'No', headers: 'A: b' },
    ];
    const input = { apiVersionId: api.version, name: 'a', method: 'GET', route: '/a', responsePayloads };
    const { id } = (await hub.done(write, { input })).updateOrCreateEndpointWithParameters;
    await hub.done(write, { input: { endpointId: id, name: 'b' } });
    const found =
      'query ($id: ID!) { endpoint(id: $id) { name responsePayloads { name statusCode headers } } }';
    expect((await hub.done(found, { id })).endpoint).toEqual({
      name: 'b',
      responsePayloads: [{ name: 'No', statusCode: 404, headers: 'A: b' }],
    });
  });
});

describe('a collection that is not sound', () => {
  const of = (...item: unknown[]) => ({ info: { name: 'New', schema: schemaOf('2.1') }, item });
  /** As a text: to write that much of JSON is too much for JavaScript itself. */
  const folders = (depth: number) =>
    JSON.stringify(of('folders')).replace(
      '"folders"',
      `${'{"name":"f","item":['.repeat(depth)}${']}'.repeat(depth)}`,
    );

  it.each<[string, unknown, RegExp]>([
    ['no JSON', '{"info": ', /spec is neither JSON nor YAML/],
    ['of an old format', { name: 'Old', requests: [] }, /format 2.0 or 2.1/],
    [
      'of a format to come',
      { info: { name: 'New', schema: schemaOf('3.0') }, item: [] },
      /format 2.0 or 2.1/,
    ],
    ['without items', { info: { name: 'New', schema: schemaOf('2.1') } }, /spec.item is required/],
    ['without a name', { info: { schema: schemaOf('2.1') }, item: [] }, /info.name is required/],
    ['with an item that is none', of({ request: 'a.example.com' }, 5), /spec.item.1 must be an object/],
    [
      'with a request that is none, deep in it',
      of({ name: 'f', item: [{ request: { method: 1 } }] }),
      /spec.item.0.item.0.request.method must be a string/,
    ],
    ['with folders without end', folders(20_000), /nested too deeply: 20 folders/],
    [
      'with more requests than an import may have',
      of(...Array.from({ length: 1001 }, (_, n) => ({ request: `a.example.com/${n}` }))),
      /may have 1000 operations/,
    ],
    ['with a NUL in a name', of({ name: 'a\u0000', request: 'a.example.com' }), /name/],
    [
      'with an address without end',
      of({ request: `https://a.example.com/${'a/'.repeat(5000)}` }),
      /request.url may have 2048 characters/,
    ],
    ['too large', `{"info": "${'x'.repeat(600_000)}"}`, /524288 bytes/],
  ])('changes nothing: %s', async (_what, collection, message) => {
    const before = await saved();
    const file = typeof collection === 'string' ? collection : JSON.stringify(collection);
    const { body } = await createFrom(file);
    const [{ message: said, extensions }] = body.errors;
    expect([extensions.code, said]).toEqual(['BAD_USER_INPUT', expect.stringMatching(message)]);
    expect(await saved()).toEqual(before);
  });
});
