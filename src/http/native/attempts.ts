import type { FastifyPluginAsyncTypebox } from '@fastify/type-provider-typebox';
import { invalid, notFound } from '../../base/errors.ts';
import { isUuid } from '../../base/ids.ts';
import type { AttemptDetails } from '../../pipeline/log/views.ts';
import type { HttpServices } from '../http-services.ts';
import { bodyView } from './body-view.ts';
import { objectFilterOf, statusFilterOf } from './filters.ts';
import { permittedIn } from './organization-of.ts';
import { pageRequestOf } from './page-request.ts';
import { attemptQuery } from './schemas/attempts.ts';
import { answers, itemPath, ref } from './schemas/common.ts';
import { organizationPath } from './schemas/organizations.ts';

const tags = ['attempts'];

/** Single HTTP tries. */
export function attemptRoutes({ access, deliveryLog }: HttpServices): FastifyPluginAsyncTypebox {
  return async (app) => {
    app.get(
      '/organizations/:org/attempts',
      {
        schema: {
          operationId: 'attempt.list',
          tags,
          summary: 'Attempts, "before" calls included, newest first',
          params: organizationPath,
          querystring: attemptQuery,
          response: answers({ 200: ref('AttemptPage') }, 400, 404),
        },
      },
      async (request) => {
        const organizationId = await permittedIn(access, request, 'deliveries.read');
        const { kind, deliveryId, eventId, webhookId, transactionId, status, reason, succeeded, q } =
          request.query;
        if (q !== undefined && kind !== 'test') {
          throw invalid('The querystring is not valid.', [
            { field: 'q', message: 'is for tests alone: kind=test' },
          ]);
        }
        return deliveryLog.attempts({
          organizationId,
          filter: {
            ...objectFilterOf(request.query),
            ...(kind !== undefined && { kind }),
            ...(deliveryId !== undefined && { deliveryId }),
            ...(eventId !== undefined && { eventId }),
            ...(webhookId !== undefined && { webhookId }),
            ...(transactionId !== undefined && { transactionId }),
            ...(status !== undefined && { status: statusFilterOf(status) }),
            ...(reason !== undefined && { reason }),
            ...(succeeded !== undefined && { succeeded }),
            ...(q !== undefined && { search: q }),
          },
          page: pageRequestOf(request.query),
        });
      },
    );

    app.get(
      '/organizations/:org/attempts/:id',
      {
        schema: {
          operationId: 'attempt.get',
          tags,
          summary: 'One attempt: the exact request and the answer',
          params: itemPath,
          response: answers({ 200: ref('AttemptDetails') }, 404),
        },
      },
      async (request) => {
        const organizationId = await permittedIn(access, request, 'deliveries.read');
        const { id } = request.params;
        const attempt = isUuid(id) ? await deliveryLog.attempt(organizationId, id) : null;
        if (attempt === null) throw notFound('The attempt');
        return withBodies(attempt);
      },
    );
  };
}

/** An attempt as it is answered. */
export function withBodies({ request, response, ...attempt }: AttemptDetails): object {
  return {
    ...attempt,
    request: { ...request, body: bodyView(request.body) },
    response: response && {
      ...response,
      body: bodyView(response.body),
      cut: response.size > response.body.length,
    },
  };
}
