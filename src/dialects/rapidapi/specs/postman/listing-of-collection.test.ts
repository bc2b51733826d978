import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { BellwireError } from '../../../../base/errors.ts';
import { addressOf } from './address.ts';
import { checkedCollection } from './check-collection.ts';
import { listingOfCollection } from './listing-of-collection.ts';

const schema = 'https://schema.getpostman.com/json/collection/v2.1.0/collection.json';
const listed = (item: unknown[], more: object = {}) =>
  listingOfCollection(checkedCollection({ info: { name: 'A', schema }, item, ...more }, 'spec'), 'spec');
const request = (url: unknown, more: object = {}) => ({ name: 'One', request: { url, ...more } });

describe('the address of a request', () => {
  const variables = new Map([
    ['baseUrl', 'https://{{host}}/v1/'],
    ['host', 'api.example.com'],
    ['circle', '{{circle}}'],
  ]);
  it.each<[unknown, string | null, string]>([
    ['https://api.example.com/a/:id?b=1#c', 'https://api.example.com', '/a/{id}'],
    ['{{baseUrl}}/a//{{id}}/b', 'https://api.example.com/v1', '/a/{id}/b'],
    ['{{host}}:8080/a', 'http://api.example.com:8080', '/a'],
    ['api.example.com', 'http://api.example.com', '/'],
    ['{{unknown}}/a', null, '/a'],
    ['{{circle}}/a', null, '/a'],
    ['ftp://api.example.com/a', null, '/a'],
    ['/a/{id}', null, '/a/{id}'],
    ['', null, '/'],
    [undefined, null, '/'],
    [{ raw: '{{baseUrl}}/a' }, 'https://api.example.com/v1', '/a'],
    [
      { protocol: 'https', host: ['api', 'example', 'com'], port: '8443', path: ['a', { value: ':b' }, 'c'] },
      'https://api.example.com:8443',
      '/a/{b}/c',
    ],
    [{ host: '{{baseUrl}}', path: 'a/b' }, 'https://api.example.com/v1', '/a/b'],
  ])('%o has a base and a route', (url, base, route) => {
    const found = addressOf(url as string, variables);
    expect([found.base, found.route]).toEqual([base, route]);
  });
});

describe('a listing of a collection', () => {
  it('has requests as endpoints, with parameters from address, query and headers, and without their values', () => {
    const url = {
      raw: 'https://a.example.com/users/:id?page=1',
      query: [
        { key: 'page', value: '1', description: 'Which' },
        { key: 'off', disabled: true },
      ],
      variable: [{ key: 'id', value: '7', description: { content: 'Whose' } }],
    };
    const header = [
      { key: 'X-Trace', value: 'secret', description: 'For the log' },
      { key: 'Authorization', value: 'Bearer secret' },
    ];
    const { endpoints } = listed([request(url, { method: 'post', header, description: 'Does it' })]);
    const of = { type: null };
    expect(endpoints).toEqual([
      {
        ...{ name: 'One', method: 'POST', route: '/users/{id}', description: 'Does it', group: '' },
        params: {
          parameters: [
            { ...of, name: 'id', in: 'path', required: true, description: 'Whose' },
            { ...of, name: 'page', in: 'query', required: false, description: 'Which' },
            { ...of, name: 'off', in: 'query', required: false, description: null },
            { ...of, name: 'X-Trace', in: 'header', required: false, description: 'For the log' },
          ],
        },
        ...{ requestPayloads: [], responsePayloads: [] },
      },
    ]);
  });

  it('has bodies as examples, of each kind that is a text', () => {
    const bodies = [
      { mode: 'raw', raw: '{"a":1}', options: { raw: { language: 'json' } } },
      { mode: 'raw', raw: 'plain' },
      {
        mode: 'urlencoded',
        urlencoded: [
          { key: 'a', value: 'b c' },
          { key: 'd', disabled: true },
        ],
      },
      { mode: 'formdata', formdata: [{ key: 'a', value: 'b' }] },
      { mode: 'graphql', graphql: { query: '{ a }', variables: '{}' } },
      { mode: 'file', file: { src: 'a.bin' } },
    ];
    const { endpoints } = listed(bodies.map((body) => request('a.example.com', { method: 'POST', body })));
    expect(endpoints.map(({ requestPayloads }) => requestPayloads)).toEqual([
      [{ name: 'Example', format: 'application/json', body: '{"a":1}' }],
      [{ name: 'Example', format: 'text/plain', body: 'plain' }],
      [{ name: 'Example', format: 'application/x-www-form-urlencoded', body: 'a=b+c' }],
      [{ name: 'Example', format: 'multipart/form-data', body: '{"a":"b"}' }],
      [{ name: 'Example', format: 'application/json', body: '{"query":"{ a }","variables":"{}"}' }],
      [],
    ]);
  });

  it('has answers as examples, with their format', () => {
    const header = [{ key: 'content-type', value: 'application/json' }];
    const response = [
      { name: 'Found', code: 200, body: '{}', header },
      { body: null, header: null },
    ];
    const { endpoints } = listed([{ ...request('a.example.com'), response }]);
    expect(endpoints[0]?.responsePayloads).toEqual([
      { name: 'Found', statusCode: 200, format: 'application/json', body: '{}' },
      { name: '', format: 'text/plain', body: '' },
    ]);
  });

  it('has folders as groups, named by the way to them, those without requests left out', () => {
    const { groups, endpoints } = listed([
      {
        name: 'Outer',
        description: 'All',
        item: [
          { name: 'Inner', item: [request('a.example.com/1')] },
          { name: 'Empty', item: [] },
        ],
      },
      request('a.example.com/2'),
    ]);
    expect(groups).toEqual([{ name: 'Outer / Inner', description: '', externalDocs: null }]);
    expect(endpoints.map(({ group }) => group)).toEqual(['Outer / Inner', '']);
  });

  it('is served from where most requests go, and warns of the rest', () => {
    const { baseUrls, warnings } = listed(
      [
        request('https://b.example.com/1'),
        request('https://a.example.com/2'),
        request('https://a.example.com/2', { method: 'GET' }),
        request('{{gone}}/3', { method: 'HEAD' }),
        request('{{gone}}/4', { auth: { type: 'basic' } }),
      ],
      { auth: { type: 'bearer' }, event: [{ listen: 'test' }] },
    );
    expect(baseUrls).toEqual(['https://a.example.com']);
    expect(warnings.map(({ type, text }) => `${type} ${text}`)).toEqual([
      'HAS_DUPLICATE_ENDPOINTS GET /2 is there already',
      'UNKNOWN HEAD /3 was left out: a hub lists GET, POST, PUT, PATCH and DELETE',
      'UNKNOWN GET /4 has no base URL in the collection',
      'UNKNOWN how to sign in (auth) is not kept',
      'UNKNOWN scripts (event) are not kept',
      'UNKNOWN https://b.example.com is not kept: an API is served from one place, which is https://a.example.com',
    ]);
  });

  it.each<[unknown, string]>([
    [undefined, '1.0'],
    ['2.3', '2.3'],
    [{ major: 1, minor: 2, patch: 3 }, '1.2.3'],
  ])('has the version of the collection: %o', (version, name) => {
    expect(
      listed([], { info: { name: 'A', schema, ...(version !== undefined && { version }) } }).versionName,
    ).toBe(name);
  });

  it('is made, or told why not, whatever the items', () => {
    const leaf = fc.oneof(
      fc.constantFrom('', ':a', '{{a}}', '{{', '}}', '://', '?', '#', '/', 'x'),
      fc.string(),
    );
    const url = fc.oneof(
      leaf,
      fc.array(leaf).map((parts) => parts.join('')),
      fc.record({ raw: leaf, path: fc.array(leaf) }),
    );
    const item = fc.oneof(
      fc.record({ name: leaf, request: fc.record({ url, method: fc.constantFrom('GET', 'post', 'x') }) }),
      fc.record({ name: leaf, item: fc.array(fc.record({ request: url })) }),
      fc.anything(),
    );
    fc.assert(
      fc.property(fc.array(item), (items) => {
        try {
          for (const { route } of listed(items).endpoints) expect(route).toMatch(/^\//);
        } catch (error) {
          expect(error).toBeInstanceOf(BellwireError);
        }
      }),
      { numRuns: 1000 },
    );
  });
});
