import type { FastifyPluginAsyncTypebox } from '@fastify/type-provider-typebox';
import type { Static } from 'typebox';
import type { AuditFilter } from '../../store/queries/audit/audit-entries-list.ts';
import type { AuditActorKind } from '../../store/records/audit-entry.ts';
import { principalOf } from '../authentication.ts';
import type { HttpServices } from '../http-services.ts';
import { timeOf } from './filters.ts';
import { contextOf } from './organization-of.ts';
import { pageRequestOf } from './page-request.ts';
import { auditQuery } from './schemas/audit.ts';
import { answers, ref } from './schemas/common.ts';
import { organizationPath } from './schemas/organizations.ts';

const tags = ['audit'];

/** Who did what. */
export function auditRoutes({ access, auditLog }: HttpServices): FastifyPluginAsyncTypebox {
  return async (app) => {
    app.get(
      '/organizations/:org/audit-entries',
      {
        schema: {
          operationId: 'audit.listInOrganization',
          tags,
          summary: 'What was done in an organization, newest first',
          description: 'For administrators.',
          params: organizationPath,
          querystring: auditQuery,
          response: answers({ 200: ref('AuditEntryPage') }, 400, 404),
        },
      },
      async (request) => {
        const { principal, organization } = await contextOf(access, request);
        return auditLog.list(principal, organization.id, questionFrom(request.query));
      },
    );

    app.get(
      '/audit-entries',
      {
        schema: {
          operationId: 'audit.list',
          tags,
          summary: 'What was done in the installation, newest first',
          description:
            'For administrators of the whole installation: what concerns it as such, and what was done in every ' +
            'organization, those that are gone included.',
          querystring: auditQuery,
          response: answers({ 200: ref('AuditEntryPage') }, 400),
        },
      },
      async (request) => auditLog.list(principalOf(request), null, questionFrom(request.query)),
    );
  };
}

function questionFrom(query: Static<typeof auditQuery>) {
  return { filter: filterFrom(query), page: pageRequestOf(query) };
}

function filterFrom({
  action,
  actor,
  targetType,
  targetId,
  from,
  to,
}: Static<typeof auditQuery>): AuditFilter {
  return {
    ...(action !== undefined && { actions: action }),
    ...(actor !== undefined && { actor: actorFrom(actor) }),
    ...(targetType !== undefined && { targetType }),
    ...(targetId !== undefined && { targetId }),
    ...(from !== undefined && { from: timeOf('from', from) }),
    ...(to !== undefined && { to: timeOf('to', to) }),
  };
}

/** As its schema has let it through. */
function actorFrom(text: string): NonNullable<AuditFilter['actor']> {
  const [kind, id = null] = text.split(':', 2);
  return { kind: kind as AuditActorKind, id };
}
