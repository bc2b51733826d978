import type { FastifyInstance } from 'fastify';
import { invalid, notFound } from '../../base/errors.ts';
import type { Json } from '../../base/json.ts';
import { findUnstorable } from '../../catalogue/storable.ts';

/** Answers addresses with text that the database cannot hold, and so cannot look for either, whatever path it is. */
export function refuseUnstorable(app: FastifyInstance): void {
  app.addHook('onRequest', async ({ params, query }) => {
    if (findUnstorable(params as Json).length > 0) throw notFound('What the path names');
    const problems = findUnstorable(query as Json);
    if (problems.length > 0) throw invalid('The query is not valid.', problems);
  });
}
