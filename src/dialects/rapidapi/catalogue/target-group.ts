import type { Problem } from '../../../base/errors.ts';
import type { Draft, ObjectType } from '../../../catalogue/catalogue.ts';
import { outwardId } from '../ids.ts';
import { deletedAt, owner, status, text, word } from './fields.ts';

/** Where an API is served from: the base URLs, and how calls are spread over them. */
export const targetGroup: ObjectType = {
  name: 'target_group',
  plural: 'target_groups',
  title: 'target group',
  fields: {
    apiId: text('API', 64),
    name: text('Name', 255, { default: 'default' }),
    loadBalancingStrategy: word('How calls are spread', ['RANDOM', 'GEO_IP']),
    targetUrls: {
      type: 'array',
      title: 'Base URLs',
      items: {
        type: 'object',
        properties: {
          url: { type: 'string', minLength: 1, maxLength: 2048 },
          loadBalancingStrategyValue: { type: ['string', 'null'], maxLength: 255 },
        },
        required: ['url'],
        additionalProperties: false,
      },
    },
    status,
    deletedAt,
  },
  relations: { api: owner('api') },
  unique: [{ name: 'name', field: 'name', within: 'api', keptForever: false }],
  emits: ['created', 'updated', 'deleted'],
  customFields: false,
  cascades: [],
  complete: ({ related }) => (related.api ? { apiId: outwardId(related.api) } : {}),
  check: urlProblems,
};

function urlProblems({ fields }: Draft): Problem[] {
  const urls = Array.isArray(fields.targetUrls) ? fields.targetUrls : [];
  return urls.flatMap((entry, index) => {
    const url = (entry as { url: string }).url;
    return isBaseUrl(url) ? [] : [{ field: `targetUrls.${index}.url`, message: baseUrlRule }];
  });
}

/** Whether an API can be served from there. */
export function isBaseUrl(url: string): boolean {
  return URL.canParse(url) && /^https?:$/.test(new URL(url).protocol);
}

/** What is said of one that cannot. */
export const baseUrlRule =
  'must be a URL that begins with https:// or http://, such as https://origin.example.com';
