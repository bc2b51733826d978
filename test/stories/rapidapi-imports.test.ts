import { describe, expect, it } from 'vitest';
import { stringify } from 'yaml';
import { startToldHub } from '../harness/told-hub.ts';
import { sendFiles } from '../harness/upload.ts';

const { bellwire, hub, make, toldOf } = await startToldHub();
const owner = await make.user();

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

describe('an API from OpenAPI', () => {
  let made = { apiId: '', trackingId: '' };

  it('is told as the table has it, with all that its spec says, in one transaction', async () => {
    let imported: typeof made & { warnings: object[] } = { ...made, warnings: [] };
    const told = await toldOf(async () => {
      const creations = [{ spec: null, ownerId: owner }];
      const file = stringify(weather);
      const { body } = await sendFiles(
        bellwire,
        hub,
        createRapid,
        { creations },
        { 0: ['variables.creations.0.spec', file] },
      );
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
    const version = await make.version(createApisFromSpecs[0].apiId);
    const updates = [{ apiVersionId: version, specType: 'OPENAPI', spec }];
    const told = await toldOf(() => hub.done(updateSpecs, { updates }));
    expect(told.map(({ type }) => type)).toEqual(['TARGETGROUP.CREATED', 'APIENDPOINT.CREATED']);
  });
});
