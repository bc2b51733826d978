import { deleteById, type Refusal } from './known.ts';

const nowhere = 'api_0190a000-0000-7000-8000-000000000001';
const createVersion =
  'mutation ($input: [ApiVersionCreateInput!]!) { createApiVersions(apiVersions: $input) { id } }';
const updateVersion =
  'mutation ($input: [ApiVersionUpdateInput!]!) { updateApiVersions(apiVersions: $input) { id } }';
const createApi = 'mutation ($input: ApiCreateInput!) { createApi(api: $input) { id } }';
const createGroup =
  'mutation ($input: [TargetGroupCreateInput!]!) { createTargetGroups(targetGroups: $input) { id } }';
const endpoint =
  'mutation ($input: updateOrCreateEndpointWithParameters) { updateOrCreateEndpointWithParameters(input: $input) }';
const newApi = { name: 'New', description: 'New', category: 'Data' };

/** Of APIs, with what they are made of. */
export const refusalsOfApis: readonly Refusal[] = [
  [
    'an id of nothing',
    deleteById('deleteApi'),
    () => ({ id: nowhere }),
    'NOT_FOUND',
    /no API with the id api_0190a000/,
  ],
  [
    'an id that can be none',
    deleteById('deleteApi'),
    () => ({ id: 'x'.repeat(500) }),
    'NOT_FOUND',
    /no API with the id x{80} /,
  ],
  ['an id of another type', deleteById('deleteApi'), ({ api }) => ({ id: api.plan }), 'NOT_FOUND', /no API/],
  [
    'an API of another hub',
    deleteById('deleteApi'),
    ({ foreign }) => ({ id: foreign.id }),
    'NOT_FOUND',
    /in this hub/,
  ],
  [
    'a user of another hub',
    deleteById('deleteUser'),
    ({ foreignOwner }) => ({ id: foreignOwner }),
    'NOT_FOUND',
    /no user/,
  ],
  [
    'an owner of another hub',
    createApi,
    ({ foreignOwner }) => ({ input: { ...newApi, ownerId: foreignOwner } }),
    'NOT_FOUND',
    /no user or team/,
  ],
  ['an API of nobody', createApi, () => ({ input: newApi }), 'BAD_USER_INPUT', /ownerId is required/],
  [
    'a name that is blank',
    createApi,
    ({ owner }) => ({ input: { ...newApi, name: '', ownerId: owner } }),
    'BAD_USER_INPUT',
    /name/,
  ],
  [
    'a name that is taken',
    createApi,
    ({ owner, api }) => ({ input: { ...newApi, name: api.name, ownerId: owner } }),
    'DUPLICATE',
    /already taken/,
  ],
  [
    'an address without scheme, deep in a create',
    createApi,
    ({ owner }) => ({ input: { ...newApi, ownerId: owner, baseUrls: ['origin.example.com'] } }),
    'BAD_USER_INPUT',
    /begins with https/,
  ],
  [
    'an address without scheme',
    createGroup,
    ({ api }) => ({ input: [{ apiId: api.id, name: 'b', targetUrls: [{ url: 'origin.example.com/v1' }] }] }),
    'BAD_USER_INPUT',
    /begins with https/,
  ],
  [
    'an address with a scheme that is not served',
    createGroup,
    ({ api }) => ({
      input: [{ apiId: api.id, name: 'b', targetUrls: [{ url: 'ftp://origin.example.com' }] }],
    }),
    'BAD_USER_INPUT',
    /begins with https/,
  ],
  [
    'one that is wrong among some that are right',
    createGroup,
    ({ api }) => ({
      input: [
        { apiId: api.id, name: 'right' },
        { apiId: nowhere, name: 'wrong' },
      ],
    }),
    'NOT_FOUND',
    /no API/,
  ],
  [
    'a route that is none',
    endpoint,
    ({ api }) => ({ input: { apiVersionId: api.version, name: 'a', method: 'GET', route: 'current' } }),
    'BAD_USER_INPUT',
    /route must begin with a slash/,
  ],
  [
    'a method that is none',
    endpoint,
    ({ api }) => ({ input: { apiVersionId: api.version, name: 'a', method: 'FETCH', route: '/' } }),
    'BAD_USER_INPUT',
    /method must be one of/,
  ],
  [
    'an endpoint of no version',
    endpoint,
    () => ({ input: { name: 'a', method: 'GET', route: '/' } }),
    'BAD_USER_INPUT',
    /apiVersionId is required/,
  ],
  [
    'a version copied from another API',
    createVersion,
    ({ api, otherApi }) => ({ input: [{ api: api.id, name: 'v9', oldApiVersionId: otherApi.version }] }),
    'BAD_USER_INPUT',
    /version of another API/,
  ],
  [
    'a circle of versions',
    updateVersion,
    ({ api, draft }) => ({ input: [{ apiVersionId: api.version, oldApiVersionId: draft }] }),
    'BAD_USER_INPUT',
    /circle/,
  ],
  [
    'a version copied from itself',
    updateVersion,
    ({ draft }) => ({ input: [{ apiVersionId: draft, oldApiVersionId: draft }] }),
    'BAD_USER_INPUT',
    /circle/,
  ],
  [
    'two current versions',
    updateVersion,
    ({ api, draft }) => ({
      input: [
        { apiVersionId: api.version, current: true },
        { apiVersionId: draft, current: true },
      ],
    }),
    'BAD_USER_INPUT',
    /only one can be/,
  ],
  [
    'no current version',
    updateVersion,
    ({ api }) => ({ input: [{ apiVersionId: api.version, current: false }] }),
    'BAD_USER_INPUT',
    /make another one current/,
  ],
  [
    'the deletion of the current version',
    deleteById('deleteApiVersion'),
    ({ api }) => ({ id: api.version }),
    'CONFLICT',
    /Make another version current/,
  ],
  [
    'two versions of one name',
    createVersion,
    ({ api }) => ({
      input: [
        { api: api.id, name: 'twin' },
        { api: api.id, name: 'twin' },
      ],
    }),
    'DUPLICATE',
    /already taken/,
  ],
];
