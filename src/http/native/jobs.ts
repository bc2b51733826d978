import type { FastifyPluginAsyncTypebox } from '@fastify/type-provider-typebox';
import { BellwireError, notFound } from '../../base/errors.ts';
import { principalOf } from '../authentication.ts';
import type { HttpServices } from '../http-services.ts';
import { permittedIn } from './organization-of.ts';
import { pageRequestOf } from './page-request.ts';
import { answers, itemPath, ref } from './schemas/common.ts';
import { jobOrder, jobQuery } from './schemas/jobs.ts';
import { organizationPath } from './schemas/organizations.ts';

const tags = ['jobs'];

/** Sending many things again, and giving them up. */
export function jobRoutes({ access, again }: HttpServices): FastifyPluginAsyncTypebox {
  return async (app) => {
    app.post(
      '/organizations/:org/jobs',
      {
        schema: {
          operationId: 'job.create',
          tags,
          summary: 'Send many things again, or give them up',
          description:
            'Goes on in the background, oldest first, whatever restarts. Events keep their ids. What is queued for a ' +
            'webhook that is off waits until it is switched on. What is cancelled stays in the log, with who did it. ' +
            '409 when too many jobs are waiting.',
          params: organizationPath,
          body: jobOrder,
          response: answers({ 202: ref('Job') }, 400, 404, 409),
        },
      },
      async (request, reply) => {
        const organizationId = await permittedIn(access, request, 'deliveries.resend');
        const by = principalOf(request);
        return reply.code(202).send(await again.create(organizationId, { order: request.body, by }));
      },
    );

    app.post(
      '/organizations/:org/jobs/count',
      {
        schema: {
          operationId: 'job.count',
          tags,
          summary: 'How many deliveries such a job would queue, or give up, now',
          params: organizationPath,
          body: jobOrder,
          response: answers({ 200: ref('JobCount') }, 400, 404),
        },
      },
      async (request) => again.count(await permittedIn(access, request, 'deliveries.resend'), request.body),
    );

    app.get(
      '/organizations/:org/jobs',
      {
        schema: {
          operationId: 'job.list',
          tags,
          summary: 'Jobs, newest first',
          params: organizationPath,
          querystring: jobQuery,
          response: answers({ 200: ref('JobPage') }, 400, 404),
        },
      },
      async (request) => {
        const organizationId = await permittedIn(access, request, 'deliveries.read');
        return again.list({
          organizationId,
          states: request.query.state,
          page: pageRequestOf(request.query),
        });
      },
    );

    app.get(
      '/organizations/:org/jobs/:id',
      {
        schema: {
          operationId: 'job.get',
          tags,
          summary: 'One job, and how far it is',
          params: itemPath,
          response: answers({ 200: ref('Job') }, 404),
        },
      },
      async (request) => {
        const organizationId = await permittedIn(access, request, 'deliveries.read');
        const job = await again.get(organizationId, request.params.id);
        if (job === null) throw notFound('The job');
        return job;
      },
    );

    app.post(
      '/organizations/:org/jobs/:id/cancel',
      {
        schema: {
          operationId: 'job.cancel',
          tags,
          summary: 'End a job after the batch that is under way',
          description:
            'What it has queued is still sent, what it has given up stays so. 409 when it has ended already.',
          params: itemPath,
          response: answers({ 200: ref('Job') }, 404, 409),
        },
      },
      async (request) => {
        const organizationId = await permittedIn(access, request, 'deliveries.resend');
        const result = await again.cancel({
          organizationId,
          id: request.params.id,
          by: principalOf(request),
        });
        if (result === 'not-found') throw notFound('The job');
        if (result === 'already-finished') throw new BellwireError('conflict', 'This job has ended already.');
        return result;
      },
    );
  };
}
