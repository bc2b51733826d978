import type { createSchema } from 'graphql-yoga';
import type { Context } from '../../../objects/context.ts';
import type { DialectServices } from '../../dialect.ts';

/** What a resolver works with. */
export interface GraphContext {
  services: DialectServices;
  /** Who asks, and in which hub. */
  caller: Context;
}

/** What one resource adds to the Platform API: its types, with its operations in `type Query` and `type Mutation`. */
export interface GraphModule {
  typeDefs: string;
  resolvers: Resolvers;
}

type Resolvers = Exclude<
  NonNullable<Parameters<typeof createSchema<GraphContext>>[0]['resolvers']>,
  readonly unknown[]
>;
