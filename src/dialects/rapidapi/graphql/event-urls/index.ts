import { BellwireError, invalid } from '../../../../base/errors.ts';
import { askedElsewhere } from '../../../../webhooks/check-move.ts';
import { rapidapiFormat } from '../../format/index.ts';
import type { GraphContext, GraphModule } from '../module.ts';
import { connectionOfAll } from '../paging/connection.ts';
import { type PageArguments, wantedPage } from '../paging/page-request.ts';
import { type EventUrl, urlFrom, urlNamed, urlsOf } from './urls-of.ts';
import { withScheme } from './with-scheme.ts';

/** Arguments of `eventUrls`. */
interface UrlQuery {
  where?: { url?: string | null } | null;
  order?: { sortingFields?: { fieldName: 'ID' | 'URL'; order?: 'ASC' | 'DESC' | null }[] | null } | null;
  pagination?: PageArguments | null;
}

const maxNameLength = 255;

export const eventUrlsModule: GraphModule = {
  typeDefs: /* GraphQL */ `
    type Query {
      eventUrl(id: ID!): EventUrl
      "Those that have the text of where.url in them"
      eventUrls(order: EventUrlSortablesInput, where: EventUrlWhereInput, pagination: PaginationArgs): EventUrlConnection!
    }
    type Mutation {
      "A hub can have five. Each gets every event. One without http:// or https:// is of https."
      createEventUrl(createDto: EventUrlCreateInput!): EventUrl!
      updateEventUrl(updateDto: EventUrlUpdateInput!, id: ID!): EventUrl!
      "What it still waited for is given up. The log keeps what was sent."
      deleteEventUrl(id: ID!): ID!
    }
    type EventUrl {
      id: ID!
      url: String!
      createdAt: DateTime!
      updatedAt: DateTime!
      deletedAt: DateTime
    }
    type EventUrlConnection {
      edges: [EventUrlEdge!]
      nodes: [EventUrl!]
      totalCount: Int!
      pageInfo: PageInfo!
    }
    type EventUrlEdge {
      cursor: String!
      node: EventUrl!
    }
    input EventUrlCreateInput {
      url: String!
    }
    input EventUrlUpdateInput {
      url: String!
    }
    input EventUrlWhereInput {
      url: String
    }
    input EventUrlSortablesInput {
      sortingFields: [EventUrlSortablesSortingField!]
    }
    input EventUrlSortablesSortingField {
      fieldName: EventUrlSortables!
      order: Order
    }
    enum EventUrlSortables {
      ID
      URL
    }
  `,
  resolvers: {
    Query: {
      eventUrl: (_parent, { id }: { id: string }, context) => urlOrNull(context, id),
      async eventUrls(_parent, { where, order, pagination }: UrlQuery, context) {
        const wanted = wantedPage(pagination);
        const part = where?.url?.toLowerCase() ?? '';
        const urls = (await urlsOf(context)).filter(({ url }) => url.toLowerCase().includes(part));
        return connectionOfAll(wanted, sorted(urls, order), ({ id }) => id);
      },
    },
    Mutation: {
      async createEventUrl(_parent, { createDto }: { createDto: { url: string } }, context) {
        const { services, caller } = context;
        const url = withScheme(createDto.url);
        const name = [...url].slice(0, maxNameLength).join('') || 'Callback URL';
        return urlFrom(await services.webhooks.create(caller, { name, url, format: rapidapiFormat.name }));
      },
      async updateEventUrl(_parent, { id, updateDto }: { id: string; updateDto: { url: string } }, context) {
        const { services, caller } = context;
        await urlNamed(context, id);
        const url = withScheme(updateDto.url);
        const name = [...url].slice(0, maxNameLength).join('') || 'Callback URL';
        return urlFrom(await told(services.webhooks.update(caller, { id }, { name, url })));
      },
      async deleteEventUrl(_parent, { id }: { id: string }, context) {
        await urlNamed(context, id);
        await context.services.webhooks.remove(context.caller, id);
        return id;
      },
    },
  },
};

/** What stands in the way of another server is said of the URL: there is nothing else here to give. */
async function told<Result>(changed: Promise<Result>): Promise<Result> {
  try {
    return await changed;
  } catch (error) {
    if (!(error instanceof BellwireError) || error.code !== 'invalid') throw error;
    throw invalid(error.message, askedElsewhere(error.problems));
  }
}

async function urlOrNull(context: GraphContext, id: string): Promise<EventUrl | null> {
  try {
    return await urlNamed(context, id);
  } catch (error) {
    if (error instanceof BellwireError && error.code === 'not-found') return null;
    throw error;
  }
}

/** By the first field that tells two apart; by creation, which is the order of their ids, where none is named. */
function sorted(urls: readonly EventUrl[], order: UrlQuery['order']): EventUrl[] {
  const fields = order?.sortingFields ?? [];
  return [...urls].sort((one, other) => {
    for (const { fieldName, order: direction } of fields) {
      const [a, b] = fieldName === 'ID' ? [one.id, other.id] : [one.url, other.url];
      if (a !== b) return (a < b ? -1 : 1) * (direction === 'DESC' ? -1 : 1);
    }
    return 0;
  });
}
