import { writeDocumentation } from '../../operations/documentation.ts';
import { operation } from '../../operations/operation.ts';
import { type Shown, shownOrNull } from '../domain/shown.ts';
import type { GraphContext, GraphModule } from '../module.ts';

export const documentationModule: GraphModule = {
  typeDefs: /* GraphQL */ `
    type Mutation {
      "Makes the documentation of an API, or changes it. A blank text deletes it; the answer is null then."
      createDocumentation(input: DocumentationInput!): Documentation
    }
    type Documentation {
      id: ID!
      apiId: ID!
      readme: Readme
      createdAt: DateTime
      updatedAt: DateTime
    }
    type Readme {
      text: String
    }
    input DocumentationInput {
      apiId: ID!
      readme: String!
    }
  `,
  resolvers: {
    Mutation: {
      createDocumentation: async (
        _: unknown,
        { input }: { input: { apiId: string; readme: string } },
        context: GraphContext,
      ) => shownOrNull(await operation(context, (op) => writeDocumentation(op, input))),
    },
    Documentation: { readme: ({ readme }: Shown) => ({ text: readme }) },
  },
};
