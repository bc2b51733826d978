import type { AttemptDetails } from '../../../../pipeline/log/views.ts';
import { bellwireNameOf } from '../../catalogue/event-type-names.ts';
import { eventTypeMeant } from '../../events/naming.ts';
import { urlNamed, urlsOf } from '../event-urls/urls-of.ts';
import type { GraphContext, GraphModule } from '../module.ts';

export const testEventsModule: GraphModule = {
  typeDefs: /* GraphQL */ `
    type Mutation {
      """
      Sends the example of an event type, or a body of your own, to one callback URL: once, at once, also while the event
      triggers are off. The URL is named by its id or by itself.
      """
      testEvent(type: String!, url: String!, body: String): TestEvent!
    }
    type TestEvent {
      "Its entry in the event logs"
      id: ID!
      eventType: String!
      url: String!
      request: TestEventRequest!
      "Null where no answer came: then detail says why"
      response: TestEventResponse
      succeeded: Boolean!
      detail: String
      durationMs: Float!
    }
    type TestEventRequest {
      method: String!
      "With the secret and the signature hidden"
      headers: Any!
      body: String!
    }
    type TestEventResponse {
      status: Int!
      headers: Any!
      "The first 64 KiB as text"
      body: String!
    }
  `,
  resolvers: {
    Mutation: {
      async testEvent(_parent, input: { type: string; url: string; body?: string | null }, context) {
        const { services, caller } = context;
        const set = await services.webhooks.getSet(caller);
        const named = eventTypeMeant(set?.settings ?? {}, input.type);
        const { id } = await urlMeant(context, input.url);
        const attempt = await services.webhooks.sendTest(caller, {
          id,
          type: bellwireNameOf(named.type),
          body: input.body ?? undefined,
        });
        return shown(attempt, named.name);
      },
    },
  },
};

async function urlMeant(context: GraphContext, named: string) {
  const urls = await urlsOf(context);
  return urls.find(({ url }) => url === named) ?? urlNamed(context, named);
}

function shown({ id, request, response, reason, detail, timings }: AttemptDetails, eventType: string) {
  return {
    id,
    eventType,
    url: request.url,
    request: {
      method: request.method,
      headers: request.headers,
      body: request.body?.toString('utf8') ?? '',
    },
    response: response && {
      status: response.status,
      headers: response.headers,
      body: response.body.toString('utf8'),
    },
    succeeded: reason === null,
    detail,
    durationMs: timings.total,
  };
}
