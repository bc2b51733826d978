import { describe, expect, it } from 'vitest';
import { checkedDocument } from './document.ts';
import { listingOf } from './listing.ts';

const listed = (more: object) =>
  listingOf(
    checkedDocument({ openapi: '3.1.0', info: { title: 'A', version: '1' }, paths: {}, ...more }, 'spec'),
    'spec',
  );

describe('a listing', () => {
  it('names an operation by its summary, its id, or its method and route', () => {
    const { endpoints } = listed({
      paths: {
        '/a': {
          get: { summary: 'Gets', operationId: 'getA' },
          post: { operationId: 'postA' },
          put: {},
          patch: { summary: 'x'.repeat(256), operationId: 'patchA' },
        },
      },
    });
    expect(endpoints.map(({ name }) => name)).toEqual(['Gets', 'postA', 'PUT /a', 'patchA']);
  });

  it('has the parameters of a path in each of its operations, which can have their own instead', () => {
    const inPath = { name: 'id', in: 'path', required: true, schema: { type: 'string' } };
    const { endpoints } = listed({
      paths: {
        '/a/{id}': {
          parameters: [inPath, { name: 'id', in: 'query' }],
          get: {
            parameters: [
              { name: 'id', in: 'query', description: 'Which one', schema: { type: ['string', 'null'] } },
            ],
          },
        },
      },
    });
    expect(endpoints[0]?.params).toEqual({
      parameters: [
        { name: 'id', in: 'path', required: true, description: null, type: 'string' },
        { name: 'id', in: 'query', required: false, description: 'Which one', type: null },
      ],
    });
  });

  it('has the groups that operations are in, those that are described first, in their order', () => {
    const { groups } = listed({
      tags: [{ name: 'z', description: 'Last letter' }, { name: 'unused' }, { name: 'a' }],
      paths: {
        '/1': { get: { tags: ['new', 'z'] } },
        '/2': { get: { tags: ['a'] } },
        '/3': { get: { tags: ['z'] } },
      },
    });
    expect(groups).toEqual([
      { name: 'z', description: 'Last letter', externalDocs: null },
      { name: 'a', description: '', externalDocs: null },
      { name: 'new', description: '', externalDocs: null },
    ]);
  });

  it('warns of what it does not take as it stands', () => {
    const { warnings, endpoints } = listed({
      info: { title: 'A', version: '1', 'x-version-lifecycle': 'beta' },
      paths: {
        'x-more': 1,
        '/a/{b}': { get: {} },
        '/a/{c}': { get: {}, trace: {} },
        '/d': { $ref: 'd.yaml' },
      },
      'x-gateways': [],
    });
    expect(endpoints.length).toBe(2);
    expect(warnings.map(({ type, text }) => `${type} ${text}`)).toEqual([
      'HAS_DUPLICATE_ENDPOINTS GET /a/{c} is there already',
      'UNKNOWN TRACE /a/{c} was left out: a hub lists GET, POST, PUT, PATCH and DELETE',
      'UNKNOWN /d refers to what is elsewhere',
      'FORMAT_MISMATCH info.x-version-lifecycle is none of draft, active and deprecated',
      'UNKNOWN x-gateways is not kept',
    ]);
  });
});
