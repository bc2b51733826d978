import { createSchema, createYoga, type Plugin } from 'graphql-yoga';
import type { DialectServices } from '../../dialect.ts';
import { graphErrorFrom } from './errors.ts';
import { limitAnswers } from './limits/answer.ts';
import { checkOperation } from './limits/operation.ts';
import { checkText } from './limits/text.ts';
import type { GraphContext } from './module.ts';
import { graphModules } from './modules.ts';
import { takeUploads } from './uploads/multipart.ts';

/** The Platform API, ready to be asked. Only who has signed in gets here. */
export function createGraphServer({ log }: Pick<DialectServices, 'log'>) {
  const onFault = (err: unknown) => log.error({ err }, 'a request of the Platform API failed');
  return createYoga<GraphContext>({
    schema: limitAnswers(
      createSchema<GraphContext>({
        typeDefs: graphModules.map(({ typeDefs }) => typeDefs),
        resolvers: graphModules.map(({ resolvers }) => resolvers),
      }),
    ),
    plugins: [takeUploads, limitRequests],
    maskedErrors: { maskError: (error) => graphErrorFrom(error, onFault) },
    graphqlEndpoint: '*',
    // Faults are logged by `onFault`, in the words of the rest of the log.
    logging: false,
    graphiql: false,
    landingPage: false,
    // Read by `takeUploads`, which says what is wrong in the words of this surface.
    multipart: false,
    batching: false,
    // The console asks from the same origin; a session is refused to pages of others before it comes here.
    cors: false,
  });
}

const limitRequests: Plugin<GraphContext> = {
  onParse({ params }) {
    checkText(String(params.source));
  },
  onExecute({ args }) {
    checkOperation({
      schema: args.schema,
      document: args.document,
      operationName: args.operationName ?? null,
      variables: args.variableValues ?? {},
    });
  },
};
