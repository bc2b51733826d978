import type { FastifyPluginAsyncTypebox } from '@fastify/type-provider-typebox';
import type { HttpServices } from '../http-services.ts';
import { timeOf } from './filters.ts';
import { permittedIn } from './organization-of.ts';
import { answers, ref } from './schemas/common.ts';
import { figuresQuery } from './schemas/figures.ts';
import { organizationPath } from './schemas/organizations.ts';

const tags = ['figures'];

/** What charts and lists of webhooks show. */
export function figureRoutes({ access, figures }: HttpServices): FastifyPluginAsyncTypebox {
  return async (app) => {
    app.get(
      '/organizations/:org/figures',
      {
        schema: {
          operationId: 'figure.read',
          tags,
          summary:
            'What was accepted and what came of it over time, how long answers took, and what waits now',
          params: organizationPath,
          querystring: figuresQuery,
          response: answers({ 200: ref('Figures') }, 400, 404),
        },
      },
      async (request) => {
        const organizationId = await permittedIn(access, request, 'deliveries.read');
        const { from, to, bucketSeconds, webhookId } = request.query;
        return figures.read({
          organizationId,
          webhookId: webhookId ?? null,
          asked: {
            ...(from !== undefined && { from: timeOf('from', from) }),
            ...(to !== undefined && { to: timeOf('to', to) }),
            ...(bucketSeconds !== undefined && { bucketSeconds }),
          },
        });
      },
    );

    app.get(
      '/organizations/:org/figures/webhooks',
      {
        schema: {
          operationId: 'figure.webhooks',
          tags,
          summary: 'How each webhook fares: health, success, answer times, what waits, the last attempt',
          params: organizationPath,
          response: answers({ 200: ref('WebhookFiguresList') }, 404),
        },
      },
      async (request) => ({
        items: await figures.webhooks(await permittedIn(access, request, 'deliveries.read')),
      }),
    );
  };
}
