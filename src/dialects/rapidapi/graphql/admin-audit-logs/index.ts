import { invalid } from '../../../../base/errors.ts';
import type { AuditEntry } from '../../../../store/records/audit-entry.ts';
import { highlightsOf } from '../event-logs/entry.ts';
import type { GraphModule } from '../module.ts';
import { connectionOf } from '../paging/connection.ts';
import { isRising, type LogOrder, searchProblems } from '../paging/log-search.ts';
import { type PageArguments, type WantedPage, wantedPage } from '../paging/page-request.ts';
import { adminAuditLogTypeDefs } from './type-defs.ts';

interface LogQuery {
  where?: { query?: string | null } | null;
  orderBy?: LogOrder | null;
  pagination?: PageArguments | null;
}

/** What was done on the side of administration, for administrators of the hub alone. */
export const adminAuditLogsModule: GraphModule = {
  typeDefs: adminAuditLogTypeDefs,
  resolvers: {
    Query: {
      async adminAuditLogs(_parent, { where, orderBy, pagination }: LogQuery, { services, caller }) {
        const { principal, organization } = caller;
        const wanted = wantedPage(pagination);
        const text = (where?.query ?? '').trim();
        const problems = searchProblems(text, wanted);
        if (problems.length > 0) throw invalid('The search is not valid.', problems);
        const filter = text === '' ? {} : { text };
        const rising = isRising(orderBy, wanted);
        const { items } = await services.auditLog.list(principal, organization.id, {
          filter,
          page: { limit: wanted.size + 1, ...placeOf(wanted, rising) },
        });
        // A page is the newest first, whichever way it was read.
        const found = rising ? items.toReversed() : items;
        return connectionOf(
          wanted,
          found.map((entry) => shown(entry, text)),
          {
            cursorOf: ({ id }) => id,
            count: () => services.auditLog.count(principal, organization.id, filter),
          },
        );
      },
    },
  },
};

/** Older than all ids. */
const beginning = '00000000-0000-0000-0000-000000000000';

function placeOf({ cursor }: WantedPage, rising: boolean): { before?: string; after?: string } {
  if (rising) return { after: cursor ?? beginning };
  return cursor === null ? {} : { before: cursor };
}

function shown({ id, at, actor, action, target, details }: AuditEntry, query: string) {
  const name = actor.name ?? actor.id ?? actor.kind;
  const auditText = [
    `${name} ${action} ${target.name ?? target.id ?? ''}`.trim(),
    ...(Object.keys(details).length > 0 ? [JSON.stringify(details)] : []),
  ].join('\n');
  return {
    id,
    action: action.slice(action.indexOf('.') + 1),
    eventName: action,
    user: { id: actor.id, name, type: actor.kind },
    auditText,
    // Only what was done is written down.
    statusCode: '200',
    highlight: () => (query === '' ? [] : highlightsOf(auditText, [query.toLowerCase()])),
    createdAt: at,
  };
}
