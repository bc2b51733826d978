import { GraphQLScalarType, Kind, type ValueNode } from 'graphql';
import type { GraphModule } from '../module.ts';
import { uploadScalar } from '../uploads/upload.ts';

/** What all resources share: scalars and pages. */
export const baseModule: GraphModule = {
  typeDefs: /* GraphQL */ `
    "A time in ISO 8601, in UTC: 2026-01-05T10:00:00.000Z"
    scalar DateTime
    "Any JSON value"
    scalar Any
    scalar Upload

    type PageInfo {
      hasNextPage: Boolean!
      hasPreviousPage: Boolean!
      startCursor: String
      endCursor: String
    }
    "Pages as Relay has them: first with after, or last with before"
    input PaginationInput {
      first: Int
      after: String
      last: Int
      before: String
    }
    input PaginationArgs {
      first: Int
      last: Int
      before: String
      after: String
    }
    "Pages by number of items"
    input PagingArgs {
      offset: Int
      "100 at most; -1 for all that there are"
      limit: Int
      orderBy: String
      orderDirection: OrderDirection
      "What has to be in its texts, whatever its case"
      searchTerm: String
    }
    enum OrderDirection {
      desc
      asc
      DESC
      ASC
    }
    enum Order {
      DESC
      ASC
    }
  `,
  resolvers: {
    DateTime: new GraphQLScalarType<string, string>({
      name: 'DateTime',
      serialize: (value) => (value instanceof Date ? value.toISOString() : String(value)),
    }),
    Upload: uploadScalar,
    Any: new GraphQLScalarType({
      name: 'Any',
      parseValue: (value) => value,
      parseLiteral: (node, variables) => jsonOf(node, variables),
    }),
  },
};

function jsonOf(node: ValueNode, variables: Readonly<Record<string, unknown>> | null | undefined): unknown {
  switch (node.kind) {
    case Kind.VARIABLE:
      return variables?.[node.name.value];
    case Kind.INT:
    case Kind.FLOAT:
      return Number(node.value);
    case Kind.NULL:
      return null;
    case Kind.LIST:
      return node.values.map((one) => jsonOf(one, variables));
    case Kind.OBJECT:
      return Object.fromEntries(
        node.fields.map((field) => [field.name.value, jsonOf(field.value, variables)]),
      );
    default:
      return node.value;
  }
}
