import type { FastifyPluginAsyncTypebox } from '@fastify/type-provider-typebox';
import { notFound } from '../../base/errors.ts';
import { isUuid } from '../../base/ids.ts';
import type { HttpServices } from '../http-services.ts';
import { permittedIn } from './organization-of.ts';
import { answers, ref } from './schemas/common.ts';
import { objectPath } from './schemas/objects.ts';

/** What can be asked about one object of any dialect. */
export function objectRoutes({ access, deliveryLog }: HttpServices): FastifyPluginAsyncTypebox {
  return async (app) => {
    app.post(
      '/organizations/:org/objects/:type/:id/erase-log',
      {
        schema: {
          operationId: 'object.eraseLog',
          tags: ['objects'],
          summary: 'Erase what the log holds of an object',
          description:
            'For good: the fields in its events, also where events of other objects tell of it as their parent, the ' +
            'bodies of these events, and the bodies and answers of their attempts and "before" calls. What remains ' +
            'says that, when and how something was sent. What of it is still owed is cancelled with the reason ' +
            '`data-erased`. The object itself stays: remove it first, or what it tells next is in the log again. ' +
            'Can be repeated. Needs the role of an administrator.',
          params: objectPath,
          response: answers({ 200: ref('Erased') }, 404),
        },
      },
      async (request) => {
        const organizationId = await permittedIn(access, request, 'organizations.manage');
        const { type, id } = request.params;
        const erased = isUuid(id) ? await deliveryLog.eraseObject({ organizationId, type, id }) : null;
        if (erased === null) throw notFound('The object');
        return erased;
      },
    );
  };
}
