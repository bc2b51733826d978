import type { WebhookSetView } from '../../../../webhooks/set/set-view.ts';
import { eventTypesOf } from '../event-types/index.ts';
import { urlsOf } from '../event-urls/urls-of.ts';
import type { GraphContext, GraphModule } from '../module.ts';

/** `EventConfigUpdateInput`; null is as good as nothing. */
interface ConfigInput {
  isActive?: boolean | null;
  shouldGenerateSecret?: boolean | null;
  secret?: string | null;
  secretOverlapSeconds?: number | null;
}

export const eventConfigModule: GraphModule = {
  typeDefs: /* GraphQL */ `
    type Query {
      "Null until it is first written"
      eventConfig: EventConfig
    }
    type Mutation {
      upsertEventConfig(input: EventConfigUpdateInput!): EventConfig!
      "Removes the configuration with all callback URLs. What they still waited for is given up."
      deleteEventConfig(id: ID!): ID!
    }
    type EventConfig {
      id: ID!
      "Nothing is sent while it is not. What happens meanwhile can be replayed."
      isActive: Boolean!
      "What each call carries in x-rapidapi-webhook-secret; hidden from who may only look"
      secret: String!
      createdAt: DateTime!
      updatedAt: DateTime!
      deletedAt: DateTime
      urls: [EventUrl!]!
      types: [EventType!]!
    }
    input EventConfigUpdateInput {
      isActive: Boolean
      "The old secret stops at once, unless it overlaps"
      shouldGenerateSecret: Boolean
      "A secret of your own, of 16 to 255 characters"
      secret: String
      "How long calls are signed with the old secret too. The header has the new one alone."
      secretOverlapSeconds: Int
    }
  `,
  resolvers: {
    Query: {
      async eventConfig(_parent, _input, { services, caller }) {
        const set = await services.webhooks.getSet(caller);
        return set === null ? null : shown(set);
      },
    },
    Mutation: {
      async upsertEventConfig(_parent, { input }: { input: ConfigInput }, { services, caller }) {
        const { isActive, shouldGenerateSecret, secret, secretOverlapSeconds } = input;
        const set = await services.webhooks.saveSet(caller, {
          ...(typeof isActive === 'boolean' && { enabled: isActive }),
          ...(shouldGenerateSecret === true && { newSecret: true }),
          ...(typeof secret === 'string' && { secret }),
          ...(typeof secretOverlapSeconds === 'number' && { overlapSeconds: secretOverlapSeconds }),
        });
        return shown(set);
      },
      async deleteEventConfig(_parent, { id }: { id: string }, { services, caller }) {
        await services.webhooks.removeSet(caller, id);
        return id;
      },
    },
    EventConfig: {
      // Only where it is asked for: who has seen it stands in the audit log.
      secret: (_config, _input, { services, caller }: GraphContext) =>
        services.webhooks.revealSetSecret(caller),
      urls: (_config, _input, context: GraphContext) => urlsOf(context),
      types: (_config, _input, context: GraphContext) => eventTypesOf(context),
    },
  },
};

function shown({ id, enabled, createdAt, updatedAt }: WebhookSetView) {
  return { id, isActive: enabled, createdAt, updatedAt, deletedAt: null };
}
