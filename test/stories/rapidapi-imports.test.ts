import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { stringify } from 'yaml';
import { startTestBellwire, type TestBellwire } from '../harness/bellwire.ts';
import { hubObjects } from '../harness/hub-objects.ts';
import { type Hub, type HubCall, toldHub } from '../harness/rapidapi.ts';
import type { Receiver } from '../harness/receiver.ts';
import { upload } from '../harness/upload.ts';

let bellwire: TestBellwire;
let hub: Hub;
let toldOf: (act: () => Promise<unknown>) => Promise<HubCall[]>;
let receiver: Receiver;
let owner: string;

beforeAll(async () => {
  bellwire = await startTestBellwire();
  ({ hub, toldOf, receiver } = await toldHub(bellwire));
  owner = await hubObjects(hub).user();
});
afterAll(() => receiver.close());

const weather = {
  openapi: '3.0.3',
  info: {
    title: 'Weather',
    version: '2.1',
    description: 'Weather for every place',
    'x-category': 'Weather',
    'x-long-description': 'All of it',
    'x-website': 'https://weather.example.com',
    'x-public': true,
    'x-version-lifecycle': 'active',
    'x-badges': [{ name: 'region', value: 'global' }],
    'x-collections': ['Most popular'],
    termsOfService: 'https://weather.example.com/terms',
  },
  servers: [{ url: 'https://origin.example.com/v1' }],
  tags: [{ name: 'now', description: 'As it is' }],
  paths: {
    '/current/{place}': {
      parameters: [{ $ref: '#/components/parameters/place' }],
      get: { summary: 'Current weather', description: 'At this moment', tags: ['now'] },
      head: {},
    },
    '/stations': { post: { operationId: 'addStation', tags: ['stations'] } },
  },
  components: {
    parameters: { place: { name: 'place', in: 'path', required: true, schema: { type: 'string' } } },
  },
  'x-documentation': { readme: '# Weather' },
};

const result = '{ apiId trackingId warnings { type critical text } }';
const mutation = (name: string, list: string, type: string) =>
  `mutation ($${list}: [${type}!]!) { ${name}(${list}: $${list}) ${result} }`;
const createRapid = mutation('createApisFromRapidOas', 'creations', 'ApiCreateFromRapidOasInput');
const updateRapid = mutation('updateApisFromRapidOas', 'updates', 'ApiUpdateFromRapidOasInput');
const createSpecs = mutation('createApisFromSpecs', 'creations', 'ApiCreateFromSpecInput');
const updateSpecs = mutation('updateApisFromSpecs', 'updates', 'ApiUpdateFromSpecInput');
const asked = `query ($id: ID!) {
  api(id: $id) {
    name category visibility longDescription websiteUrl tags { tagdefinition value } documentation { readme { text } }
    currentVersion {
      id name versionStatus groups { id name description } targetGroup { targetUrls { url } }
      endpoints { name method route group params }
    }
  }
}`;

/** Sends files, each in the place of a null of the variables. */
const send = (
  query: string,
  variables: object,
  files: Record<string, [path: string, content: string | Buffer]>,
) =>
  upload(`${bellwire.url}/rapidapi/graphql`, {
    headers: { 'x-rapidapi-key': hub.apiKey },
    operations: { query, variables },
    map: Object.fromEntries(Object.entries(files).map(([name, [path]]) => [name, [path]])),
    files: Object.fromEntries(Object.entries(files).map(([name, [, content]]) => [name, content])),
  });

describe('an API from OpenAPI', () => {
  let made = { apiId: '', trackingId: '' };

  it('is told as the table has it, with all that its spec says, in one transaction', async () => {
    let imported: typeof made & { warnings: object[] } = { ...made, warnings: [] };
    const told = await toldOf(async () => {
      const creations = [{ spec: null, ownerId: owner }];
      const file = stringify(weather);
      const { body } = await send(createRapid, { creations }, { 0: ['variables.creations.0.spec', file] });
      [imported] = body.data.createApisFromRapidOas;
    });
    const { warnings, ...ids } = imported;
    made = ids;
    const type = 'UNKNOWN';
    const head = 'HEAD /current/{place} was left out: a hub lists GET, POST, PUT, PATCH and DELETE';
    expect(warnings).toEqual([
      { type, critical: false, text: head },
      { type, critical: false, text: 'x-collections is not kept' },
    ]);
    expect(told.map(({ type, data }) => [type, data.length])).toEqual([
      ['API.CREATED', 1],
      ['APIVERSION.CREATED', 1],
      ['TARGETGROUP.CREATED', 1],
      ['DOCUMENTATION.CREATED', 1],
      ['BILLINGPLAN.CREATED', 1],
      ['APIENDPOINT.CREATED', 2],
      ['API.UPDATED', 1],
      ['SUBSCRIPTION.CREATED', 1],
    ]);
    const transactions = await bellwire.database.query({
      text: `
        select distinct transaction_id from events
        where organization_id = $1 and type not in ('user.created', 'app.created', 'app_key.created')`,
      values: [hub.id],
    });
    expect(transactions.length).toBe(1);
    const { api } = await hub.done(asked, { id: made.apiId });
    const [now, stations] = api.currentVersion.groups;
    expect([now, stations]).toMatchObject([{ name: 'now', description: 'As it is' }, { name: 'stations' }]);
    expect(api).toMatchObject({
      name: 'Weather',
      category: 'Weather',
      visibility: 'PUBLIC',
      longDescription: 'All of it',
      websiteUrl: 'https://weather.example.com',
      tags: [{ tagdefinition: 'region', value: 'global' }],
      documentation: { readme: { text: '# Weather' } },
      currentVersion: {
        id: made.trackingId,
        name: '2.1',
        versionStatus: 'ACTIVE',
        targetGroup: { targetUrls: [{ url: 'https://origin.example.com/v1' }] },
        endpoints: [
          {
            name: 'Current weather',
            method: 'GET',
            route: '/current/{place}',
            group: now.id,
            params: {
              parameters: [{ name: 'place', in: 'path', required: true, description: null, type: 'string' }],
            },
          },
          { name: 'addStation', method: 'POST', route: '/stations', group: stations.id },
        ],
      },
    });
  });

  it('has been imported when it is answered', async () => {
    const query = `query ($ids: [ID!]!) {
      apiSpecImportProgresses(trackingIds: $ids) { trackingId apiId progress hasError issues { message } }
    }`;
    const ids = [made.trackingId, 'apiversion_none'];
    expect((await hub.done(query, { ids })).apiSpecImportProgresses).toEqual([
      { ...made, progress: 1, hasError: false, issues: [] },
    ]);
  });

  it('is told of nothing when the same spec comes again, and of each difference of another one', async () => {
    const update = (spec: object) =>
      hub.done(updateRapid, { updates: [{ apiVersionId: made.trackingId, spec: JSON.stringify(spec) }] });
    expect(await toldOf(() => update(weather))).toEqual([]);
    const { '/current/{place}': current } = weather.paths;
    const changed = {
      ...weather,
      info: { ...weather.info, 'x-category': 'Data' },
      servers: [{ url: 'https://other.example.com' }],
      paths: {
        '/current/{place}': { ...current, get: { ...current.get, summary: 'Weather now' } },
        '/forecast': { get: { summary: 'Forecast' } },
      },
      'x-documentation': { readme: '# Weather\n\nNew' },
    };
    const told = await toldOf(() => update(changed));
    expect(told.map(({ type, data }) => [type, data[0].name ?? data[0].readme])).toEqual([
      ['APIENDPOINT.CREATED', 'Forecast'],
      ['API.UPDATED', 'Weather'],
      ['APIVERSION.UPDATED', '2.1'],
      ['DOCUMENTATION.UPDATED', '# Weather\n\nNew'],
      ['APIENDPOINT.UPDATED', 'Weather now'],
      ['TARGETGROUP.UPDATED', 'default'],
      ['APIENDPOINT.DELETED', 'addStation'],
    ]);
    const { groups, endpoints } = (await hub.done(asked, { id: made.apiId })).api.currentVersion;
    expect(groups.map(({ name }: { name: string }) => name)).toEqual(['now']);
    expect(endpoints.map(({ route }: { route: string }) => route)).toEqual(['/current/{place}', '/forecast']);
  });

  it('without the extensions is what the spec and the request say', async () => {
    const spec = JSON.stringify({ ...weather, info: { ...weather.info, title: 'Plain' } });
    const creation = { specType: 'OPENAPI', category: 'Other', ownerId: owner };
    const creations = [
      { ...creation, spec, name: 'Renamed' },
      { ...creation, spec },
    ];
    const { createApisFromSpecs } = await hub.done(createSpecs, { creations });
    const found = [];
    for (const { apiId } of createApisFromSpecs) found.push((await hub.done(asked, { id: apiId })).api);
    expect(found).toMatchObject([
      { name: 'Renamed', category: 'Other', visibility: 'PRIVATE', tags: [], documentation: null },
      { name: 'Plain', category: 'Other', longDescription: null },
    ]);
    const version = await hubObjects(hub).version(createApisFromSpecs[0].apiId);
    const updates = [{ apiVersionId: version, specType: 'OPENAPI', spec }];
    const told = await toldOf(() => hub.done(updateSpecs, { updates }));
    expect(told.map(({ type }) => type)).toEqual(['TARGETGROUP.CREATED', 'APIENDPOINT.CREATED']);
  });
});

describe('a spec that is not sound', () => {
  const saved = async () => {
    const rows = (table: string) =>
      bellwire.database.query({
        text: `select id from ${table} where organization_id = $1 order by id`,
        values: [hub.id],
      });
    return [await rows('objects'), await rows('events')];
  };
  const minimal = { openapi: '3.1.0', info: { title: 'New', version: '1', 'x-category': 'Data' }, paths: {} };
  const at = (paths: object) => ({ ...minimal, paths });
  const many = (count: number) =>
    at(Object.fromEntries(Array.from({ length: count }, (_, n) => [`/a${n}`, { get: {} }])));

  it.each<[string, string | object, RegExp]>([
    ['no text of either kind', '{"openapi": ', /spec is neither JSON nor YAML/],
    ['YAML that is none', 'a: [1, 2', /neither JSON nor YAML: .*line 1/],
    [
      'YAML that grows without end',
      `a: &a [x,x,x,x,x,x,x,x,x]\nb: &b [${'*a,'.repeat(20)}]\nc: [${'*b,'.repeat(20)}]`,
      /Excessive alias/,
    ],
    ['brackets without end', '['.repeat(500_000), /nested too deeply/],
    ['nothing', '', /must be OpenAPI 3/],
    ['Swagger 2', { swagger: '2.0', info: { title: 'Old', version: '1' }, paths: {} }, /must be OpenAPI 3/],
    ['no category', { ...minimal, info: { title: 'New', version: '1' } }, /info\.x-category is required/],
    [
      'a version that is a number',
      { ...minimal, info: { ...minimal.info, version: 1 } },
      /info\.version must be a string/,
    ],
    ['a route without a slash', at({ current: { get: {} } }), /paths\.current must begin with a slash/],
    ['an operation that is none', at({ '/a': { get: 'yes' } }), /paths\.\/a\.get must be an object/],
    [
      'a reference to elsewhere',
      at({ '/a': { get: { parameters: [{ $ref: 'other.yaml#/a' }] } } }),
      /only #\/components\/parameters/,
    ],
    [
      'a reference to nothing',
      at({ '/a': { get: { parameters: [{ $ref: '#/components/parameters/b' }] } } }),
      /is not there/,
    ],
    [
      'references in a circle',
      {
        ...at({ '/a': { get: { parameters: [{ $ref: '#/components/parameters/b' }] } } }),
        components: { parameters: { b: { $ref: '#/components/parameters/b' } } },
      },
      /refers to itself/,
    ],
    ['a base URL of another kind', { ...minimal, servers: [{ url: '/v1' }] }, /begins with https/],
    ['more operations than an import may have', many(1001), /may have 1000 operations; this one has 1001/],
    ['a NUL in a name', at({ '/a': { get: { summary: 'a\u0000' } } }), /name/],
    [
      'more than an import may have',
      `# ${'x'.repeat(600_000)}`,
      /specs of one request may have 524288 bytes/,
    ],
  ])('changes nothing: %s', async (_what, spec, message) => {
    const before = await saved();
    const file = typeof spec === 'string' ? spec : JSON.stringify(spec);
    const { body } = await send(
      createRapid,
      { creations: [{ spec: null, ownerId: owner }] },
      { 0: ['variables.creations.0.spec', file] },
    );
    const [{ message: said, extensions }] = body.errors;
    expect([extensions.code, said]).toEqual(['BAD_USER_INPUT', expect.stringMatching(message)]);
    expect(await saved()).toEqual(before);
  });

  it.each<[string, string, object, string, RegExp]>([
    [
      'one of two is unsound',
      createSpecs,
      {
        creations: [minimal, { ...minimal, paths: { '/a': { get: 1 } } }].map((spec) => ({
          spec: JSON.stringify(spec),
          specType: 'OPENAPI',
          category: 'Data',
        })),
      },
      'BAD_USER_INPUT',
      /creations\.1\.spec\.paths/,
    ],
    [
      'one of two has a name that is taken',
      createSpecs,
      {
        creations: ['First', 'Weather'].map((name) => ({
          name,
          spec: JSON.stringify(many(5)),
          specType: 'OPENAPI',
          category: 'Data',
          ownerId: '{owner}',
        })),
      },
      'DUPLICATE',
      /already taken/,
    ],
    [
      'it is a Postman collection',
      createSpecs,
      { creations: [{ spec: '{}', specType: 'POSTMAN_COLLECTION', category: 'Data' }] },
      'BAD_USER_INPUT',
      /export the collection as OpenAPI/,
    ],
    [
      'there are two',
      createRapid,
      { creations: [{ spec: '{}' }, { spec: '{}' }] },
      'BAD_USER_INPUT',
      /must have one item/,
    ],
    [
      'it is a number',
      createRapid,
      { creations: [{ spec: 1 }] },
      'BAD_USER_INPUT',
      /file of a multipart request, or a text/,
    ],
    [
      'the version is not there',
      updateRapid,
      { updates: [{ apiVersionId: 'apiversion_none', spec: JSON.stringify(minimal) }] },
      'NOT_FOUND',
      /no API version/,
    ],
  ])('changes nothing where %s', async (_what, query, variables, code, message) => {
    const before = await saved();
    const text = JSON.stringify(variables).replaceAll('{owner}', owner);
    const { extensions, message: said } = await hub.refused(query, JSON.parse(text));
    expect([extensions.code, said]).toEqual([code, expect.stringMatching(message)]);
    expect(await saved()).toEqual(before);
  });
});
