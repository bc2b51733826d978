import { bellwireNameOf } from '../../catalogue/event-type-names.ts';
import { exampleOf } from '../../events/example.ts';
import { eventTypeMeant, type NamedEventType, namedEventTypes, withOtherWords } from '../../events/naming.ts';
import type { GraphContext, GraphModule } from '../module.ts';

/** An event type as the Platform API answers it. */
interface EventType {
  id: string;
  name: string;
  label: string;
  bellwireType: string;
  /** Worked out only where it is asked for. */
  example: () => string;
  createdAt: Date;
  updatedAt: Date;
  deletedAt: null;
}

export const eventTypesModule: GraphModule = {
  typeDefs: /* GraphQL */ `
    type Query {
      "All that a hub tells of. They cannot be chosen: every callback URL gets all of them."
      eventTypes: [EventType!]!
    }
    type Mutation {
      "Calls an event type something else in this hub. Null takes the usual name or label again."
      renameEventType(id: ID!, name: String, label: String): EventType!
    }
    type EventType {
      "The usual name, which stays whatever it is called"
      id: ID!
      "What stands in events as their type"
      name: String!
      label: String!
      "What it is called in the native API"
      bellwireType: String!
      "The body of such an event"
      example: String!
      createdAt: DateTime!
      updatedAt: DateTime!
      deletedAt: DateTime
    }
  `,
  resolvers: {
    Query: { eventTypes: (_parent, _input, context) => eventTypesOf(context) },
    Mutation: {
      async renameEventType(
        _parent,
        { id, ...words }: { id: string; name?: string; label?: string },
        context,
      ) {
        const { webhooks } = context.services;
        const { settings, updatedAt } = await webhooks.saveSet(context.caller, {
          settings: (before) => withOtherWords(before, id, words),
        });
        return shown(context, eventTypeMeant(settings, id), updatedAt);
      },
    },
  },
};

/** All event types, in the words of the hub. */
export async function eventTypesOf(context: GraphContext): Promise<EventType[]> {
  const set = await context.services.webhooks.getSet(context.caller);
  return namedEventTypes(set?.settings ?? {}).map((named) => shown(context, named, set?.updatedAt));
}

function shown({ services, caller }: GraphContext, named: NamedEventType, updatedAt?: Date): EventType {
  const { createdAt } = caller.organization;
  return {
    id: named.type.name,
    name: named.name,
    label: named.label,
    bellwireType: bellwireNameOf(named.type),
    example: () => exampleOf(services, named),
    createdAt,
    updatedAt: updatedAt ?? createdAt,
    deletedAt: null,
  };
}
