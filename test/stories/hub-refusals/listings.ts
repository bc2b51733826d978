import type { Refusal } from './known.ts';

const updateApi = 'mutation ($input: ApiUpdateInput!) { updateApi(api: $input) { id } }';

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
];
