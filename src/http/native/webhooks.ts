import type { FastifyPluginAsyncTypebox } from '@fastify/type-provider-typebox';
import type { HttpServices } from '../http-services.ts';
import { withBodies } from './attempts.ts';
import { etagOf, versionOf } from './etag.ts';
import { contextOf } from './organization-of.ts';
import { answers, itemPath, noContent, ref } from './schemas/common.ts';
import { organizationPath } from './schemas/organizations.ts';
import { ifMatchHeaders, newWebhook, rotation, webhookChange, webhookTest } from './schemas/webhooks.ts';

const tags = ['webhooks'];

/** Registered receivers. */
export function webhookRoutes({ access, webhooks }: HttpServices): FastifyPluginAsyncTypebox {
  return async (app) => {
    app.get(
      '/organizations/:org/webhooks',
      {
        schema: {
          operationId: 'webhook.list',
          tags,
          summary: 'All webhooks of an organization, in the order of their creation',
          params: organizationPath,
          response: answers({ 200: ref('WebhookList') }, 404),
        },
      },
      async (request) => ({ items: await webhooks.list(await contextOf(access, request)) }),
    );

    app.post(
      '/organizations/:org/webhooks',
      {
        schema: {
          operationId: 'webhook.create',
          tags,
          summary: 'Register a receiver',
          description:
            'The answer is where the signing secret can be read, and the last time but for a rotation.',
          params: organizationPath,
          body: newWebhook,
          response: answers({ 201: ref('WebhookWithSecret') }, 400, 404, 409),
        },
      },
      async (request, reply) => {
        const context = await contextOf(access, request);
        const webhook = await webhooks.create(context, request.body);
        const location = `/api/v1/organizations/${context.organization.key}/webhooks/${webhook.id}`;
        return reply
          .code(201)
          .headers({ location, etag: etagOf(webhook) })
          .send(webhook);
      },
    );

    app.get(
      '/organizations/:org/webhooks/:id',
      {
        schema: {
          operationId: 'webhook.get',
          tags,
          summary: 'One webhook',
          params: itemPath,
          response: answers({ 200: ref('Webhook') }, 404),
        },
      },
      async (request, reply) => {
        const webhook = await webhooks.get(await contextOf(access, request), request.params.id);
        return reply.header('etag', etagOf(webhook)).send(webhook);
      },
    );

    app.patch(
      '/organizations/:org/webhooks/:id',
      {
        schema: {
          operationId: 'webhook.update',
          tags,
          summary: 'Change a webhook, or switch it on or off',
          description:
            'What is not given stays; null clears; `settings`, `policy`, `headers` and `tls` are merged key by key. ' +
            'While a webhook is off, what it waits for is held, and sent when it is on again. With `version` or ' +
            '`If-Match`, the change is made only if the webhook is still at that version. With a `url` of another server (scheme, ' +
            'host or port), `credentials`, each of the `headers` and `tls.key` have to be given again or removed by null: what was ' +
            'kept for one server is never sent to another. Everything that is missing is named in `errors`.',
          params: itemPath,
          headers: ifMatchHeaders,
          body: webhookChange,
          response: answers({ 200: ref('Webhook') }, 400, 404, 409),
        },
      },
      async (request, reply) => {
        const { version, ...change } = request.body;
        const target = {
          id: request.params.id,
          version: version ?? versionOf(request.headers['if-match']),
        };
        const webhook = await webhooks.update(await contextOf(access, request), target, change);
        return reply.header('etag', etagOf(webhook)).send(webhook);
      },
    );

    app.delete(
      '/organizations/:org/webhooks/:id',
      {
        schema: {
          operationId: 'webhook.remove',
          tags,
          summary: 'Remove a webhook',
          description:
            'What it still waits for is cancelled. The log keeps what was sent. With `If-Match`, it is removed only if it is ' +
            'still at that version.',
          params: itemPath,
          headers: ifMatchHeaders,
          response: answers({ 204: noContent }, 400, 404, 409),
        },
      },
      async (request, reply) => {
        const version = versionOf(request.headers['if-match']);
        await webhooks.remove(await contextOf(access, request), request.params.id, { version });
        return reply.code(204).send();
      },
    );

    app.post(
      '/organizations/:org/webhooks/:id/rotate-secret',
      {
        schema: {
          operationId: 'webhook.rotateSecret',
          tags,
          summary: 'Give a webhook a new signing secret',
          description: 'The old one signs beside it for the overlap, so that the receiver can change over.',
          params: itemPath,
          body: rotation,
          response: answers({ 200: ref('WebhookWithSecret') }, 400, 404, 409),
        },
        // There is nothing one has to say.
        preValidation: async (request) => {
          request.body ??= {};
        },
      },
      async (request, reply) => {
        const { id } = request.params;
        const webhook = await webhooks.rotateSecret(await contextOf(access, request), {
          id,
          overlapSeconds: request.body.overlapSeconds,
        });
        return reply.header('etag', etagOf(webhook)).send(webhook);
      },
    );

    app.post(
      '/organizations/:org/webhooks/:id/test',
      {
        schema: {
          operationId: 'webhook.test',
          tags,
          summary: 'Send a test to a webhook',
          description:
            'One call through the same format, address guard and time limits as a delivery, also to a webhook that is ' +
            'off. It tells of an object that is not there, is not repeated, and stands in the log as an attempt of the ' +
            'kind `test`, which is the answer: look at its `status`, `reason` and `response`.',
          params: itemPath,
          body: webhookTest,
          response: answers({ 200: ref('AttemptDetails') }, 400, 404),
        },
        preValidation: async (request) => {
          request.body ??= {};
        },
      },
      async (request) => {
        const { id } = request.params;
        return withBodies(await webhooks.sendTest(await contextOf(access, request), { id, ...request.body }));
      },
    );
  };
}
