import { outwardId } from '../../ids.ts';
import { operation } from '../../operations/operation.ts';
import { createReason, type ReasonCreate } from '../../operations/reasons.ts';
import type { GraphContext, GraphModule } from '../module.ts';

export const reasonsModule: GraphModule = {
  typeDefs: /* GraphQL */ `
    type Mutation {
      "Why somebody has unsubscribed from an API. Nothing is told of it"
      createRapidReason(rapidReasonInput: RapidReasonInput): ID
    }
    enum RapidReasonsEvents {
      UNSUBSCRIBE
    }
    enum UnsubscribeReasons {
      SWITCH_PLAN
      TEMPORARY_USE
      BAD_FEATURES
      BUGS
      ALTERNATIVE_API
      EXPENSIVE
      OTHER
    }
    input RapidReasonInput {
      apiId: String!
      apiVersionId: String!
      "Without it, the user of the key"
      consumerUserId: Int
      "Without it, the owner of the API"
      providerUserId: Int
      eventType: RapidReasonsEvents!
      reasonType: UnsubscribeReasons!
      reasonComments: String
    }
  `,
  resolvers: {
    Mutation: {
      createRapidReason: async (
        _: unknown,
        { rapidReasonInput }: { rapidReasonInput?: ReasonCreate | null },
        context: GraphContext,
      ) =>
        rapidReasonInput
          ? outwardId(await operation(context, (op) => createReason(op, rapidReasonInput)))
          : null,
    },
  },
};
