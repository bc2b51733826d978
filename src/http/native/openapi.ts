import swagger from '@fastify/swagger';
import fastifyPlugin from 'fastify-plugin';
import { components } from './schemas/components.ts';

const tags = [
  { name: 'organizations', description: 'Tenants. Each lives in one dialect.' },
  { name: 'webhooks', description: 'Registered receivers.' },
  { name: 'event-types', description: 'Schemas that published events must satisfy.' },
  { name: 'events', description: 'What happened.' },
  { name: 'deliveries', description: 'Events owed to webhooks, and what became of them.' },
  { name: 'attempts', description: 'Single HTTP tries: the exact request and the answer.' },
  { name: 'jobs', description: 'What runs over many deliveries: sending again, replaying, cancelling.' },
  { name: 'figures', description: 'What charts show: counts over time, and how webhooks fare.' },
  { name: 'objects', description: 'The things that an API manager owns, whatever their dialect.' },
  { name: 'usage', description: 'What callers of APIs have used, counted towards their targets.' },
  { name: 'operations', description: 'How the installation stands, for whoever keeps it running.' },
  { name: 'credentials', description: "What clients of an organization's dialect sign in with." },
  { name: 'session', description: 'Signing in to the console, which keeps a cookie instead of a token.' },
  { name: 'audit', description: 'Who did what on the side of administration.' },
  { name: 'tokens', description: 'Bearer tokens of this API.' },
];

/** Gathers the routes of the scope it is registered in, and of no other, into an OpenAPI 3.1 document. */
export const openApi = fastifyPlugin<{ version: string }>(async (app, { version }) => {
  await app.register(swagger, {
    openapi: {
      openapi: '3.1.0',
      info: {
        title: 'Bellwire',
        version,
        description:
          'The native API. Errors are problem details (RFC 9457) with a `code` to program by. ' +
          'What a token may not see is answered like what is not there: 404.',
        license: { name: 'Apache-2.0', identifier: 'Apache-2.0' } as { name: string },
      },
      // Relative to the document itself, so that it holds wherever Bellwire is mounted.
      servers: [{ url: '/', description: 'This server.' }],
      tags,
      security: [{ token: [] }, { session: [] }],
      components: {
        securitySchemes: {
          token: { type: 'http', scheme: 'bearer', description: 'A token that begins with `bwt_`.' },
          session: {
            type: 'apiKey',
            in: 'cookie',
            name: 'bellwire-session',
            description:
              'Of the console, from the same origin alone. Over https its name begins with `__Host-`, and no other one counts ' +
              'there. Whatever is not GET or HEAD needs the header `x-bellwire-console: 1` beside it, or `https` in place of ' +
              '`1` from a page that came over https.',
          },
        },
      },
    },
    refResolver: {
      buildLocalReference: (json, _base, _fragment, index) => String(json.$id ?? `def${index}`),
    },
  });
  for (const schema of components) app.addSchema(schema);
});
