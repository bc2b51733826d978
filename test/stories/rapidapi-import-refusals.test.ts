import { describe, expect, it } from 'vitest';
import { startToldHub } from '../harness/told-hub.ts';
import { sendFiles } from '../harness/upload.ts';

const { bellwire, hub, make, saved } = await startToldHub();
const owner = await make.user();
const taken = await make.api(owner);

const mutation = (name: string, list: string, type: string) =>
  `mutation ($${list}: [${type}!]!) { ${name}(${list}: $${list}) { apiId } }`;
const createRapid = mutation('createApisFromRapidOas', 'creations', 'ApiCreateFromRapidOasInput');
const updateRapid = mutation('updateApisFromRapidOas', 'updates', 'ApiUpdateFromRapidOasInput');
const createSpecs = mutation('createApisFromSpecs', 'creations', 'ApiCreateFromSpecInput');
const updateSpecs = mutation('updateApisFromSpecs', 'updates', 'ApiUpdateFromSpecInput');

describe('a spec that is not sound', () => {
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
    const { body } = await sendFiles(
      bellwire,
      hub,
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
        creations: ['First', '{taken}'].map((name) => ({
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
      'it is of nobody',
      createSpecs,
      { creations: [{ spec: JSON.stringify(minimal), specType: 'OPENAPI', category: 'Data' }] },
      'BAD_USER_INPUT',
      /ownerId is required/,
    ],
    [
      'it is no Postman collection',
      createSpecs,
      { creations: [{ spec: '{}', specType: 'POSTMAN_COLLECTION', category: 'Data' }] },
      'BAD_USER_INPUT',
      /must be a Postman collection of the format 2.0 or 2.1/,
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
      'one version is named twice',
      updateSpecs,
      {
        updates: ['{version}', '{version}'].map((apiVersionId) => ({
          apiVersionId,
          specType: 'OPENAPI',
          spec: JSON.stringify(minimal),
        })),
      },
      'BAD_USER_INPUT',
      /name one version twice/,
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
    const text = JSON.stringify(variables)
      .replaceAll('{owner}', owner)
      .replaceAll('{taken}', taken.name)
      .replaceAll('{version}', taken.version);
    const { extensions, message: said } = await hub.refused(query, JSON.parse(text));
    expect([extensions.code, said]).toEqual([code, expect.stringMatching(message)]);
    expect(await saved()).toEqual(before);
  });
});
