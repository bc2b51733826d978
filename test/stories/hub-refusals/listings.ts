import type { Refusal } from './known.ts';

const updateApi = 'mutation ($input: ApiUpdateInput!) { updateApi(api: $input) { id } }';

const createGroups =
  'mutation ($input: [EndpointsGroupCreateInput!]!) { createEndpointsGroups(groups: $input) { id } }';
const endpoint =
  'mutation ($input: updateOrCreateEndpointWithParameters) { updateOrCreateEndpointWithParameters(input: $input) }';
const nothing = '0190a000-0000-7000-8000-000000000001';

/** Of what an API is listed with. */
export const refusalsOfListings: readonly Refusal[] = [
  [
    'a tag that the API does not have',
    updateApi,
    ({ api }) => ({ input: { id: api.id, tags: [{ id: 'other', definitionId: 'a', value: 'b' }] } }),
    'BAD_USER_INPUT',
    /tags\.0\.id is no tag of this API/,
  ],
  [
    'a tag twice',
    updateApi,
    ({ api }) => ({
      input: {
        id: api.id,
        category: 'Other',
        tags: [
          { definitionId: 'a', value: 'b' },
          { definitionId: 'a', value: 'b' },
        ],
      },
    }),
    'BAD_USER_INPUT',
    /tags\.1 says the same/,
  ],
  [
    'a tag without a value',
    updateApi,
    ({ api }) => ({ input: { id: api.id, tags: [{ definitionId: 'a', value: '' }] } }),
    'BAD_USER_INPUT',
    /tags/,
  ],
  [
    'a group in no version',
    createGroups,
    () => ({ input: [{ name: 'a', apiVersionId: `apiversion_${nothing}`, index: 0 }] }),
    'NOT_FOUND',
    /no API version/,
  ],
  [
    'two groups of one name',
    createGroups,
    ({ draft }) => ({
      input: [
        { name: 'twin', apiVersionId: draft, index: 0 },
        { name: 'twin', apiVersionId: draft, index: 1 },
      ],
    }),
    'DUPLICATE',
    /already taken/,
  ],
  [
    'a place below nothing',
    createGroups,
    ({ draft }) => ({ input: [{ name: 'a', apiVersionId: draft, index: -1 }] }),
    'BAD_USER_INPUT',
    /index/,
  ],
  [
    'an endpoint in no group',
    endpoint,
    ({ draft }) => ({ input: { apiVersionId: draft, name: 'a', route: '/', group: nothing } }),
    'NOT_FOUND',
    /no group of endpoints/,
  ],
  [
    'an endpoint in a group of another version',
    endpoint,
    ({ api, group }) => ({ input: { apiVersionId: api.version, name: 'a', route: '/', group } }),
    'BAD_USER_INPUT',
    /group is one of another version/,
  ],
  [
    'the deletion of one group twice',
    'mutation ($id: ID!) { deleteEndpointsGroups(ids: [$id, $id]) }',
    ({ group }) => ({ id: group }),
    'BAD_USER_INPUT',
    /twice/,
  ],
];
