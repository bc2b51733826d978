import { outwardId } from '../../ids.ts';
import { writeDocumentation } from '../../operations/documentation.ts';
import { found } from '../../operations/lookup.ts';
import { operation, problem } from '../../operations/operation.ts';
import { versionOf } from '../../operations/versions-of-api.ts';
import { type Shown, shownOrNull } from '../domain/shown.ts';
import type { GraphContext, GraphModule } from '../module.ts';

export const documentationModule: GraphModule = {
  typeDefs: /* GraphQL */ `
    type Mutation {
      "Makes the documentation of an API, or changes it. A blank text deletes it; the answer is null then."
      createDocumentation(input: DocumentationInput!): Documentation
      "The documentation as it was called once: answers with its id"
      createHeadlinesPerApiId(createHeadlines: createHeadlines): String
      updateHeadlines(updateHeadlines: updateHeadlines): Boolean
    }
    input createHeadlines {
      apiId: String!
      apiVersionId: String!
      text: String
      textModified: Boolean!
    }
    input updateHeadlines {
      apiId: String!
      apiVersionId: String!
      "The id of the documentation"
      headlineId: String!
      text: String
      textModified: Boolean!
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
      createHeadlinesPerApiId: async (
        _: unknown,
        { createHeadlines }: { createHeadlines?: Headlines | null },
        context: GraphContext,
      ) => (createHeadlines ? write(context, createHeadlines) : null),
      updateHeadlines: async (
        _: unknown,
        { updateHeadlines }: { updateHeadlines?: (Headlines & { headlineId: string }) | null },
        context: GraphContext,
      ) => {
        if (!updateHeadlines) return null;
        await write(context, updateHeadlines);
        return true;
      },
    },
    Documentation: { readme: ({ readme }: Shown) => ({ text: readme }) },
  },
};

interface Headlines {
  apiId: string;
  apiVersionId: string;
  headlineId?: string;
  text?: string | null;
}

async function write(
  context: GraphContext,
  { apiId, apiVersionId, headlineId, text }: Headlines,
): Promise<string | null> {
  const written = await operation(context, async (op) => {
    await versionOf(op, await found(op, 'api', apiId), apiVersionId, 'apiVersionId');
    if (headlineId !== undefined) {
      const documentation = await found(op, 'documentation', headlineId);
      if (documentation.fields.apiId !== apiId) throw problem('headlineId', 'is one of another API');
    }
    return writeDocumentation(op, { apiId, readme: text ?? '' });
  });
  return written === null ? null : String(outwardId(written));
}
