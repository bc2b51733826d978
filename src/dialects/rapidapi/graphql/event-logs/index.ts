import { permit } from '../../../../access/principal.ts';
import { invalid, notFound, type Problem } from '../../../../base/errors.ts';
import { isUuid } from '../../../../base/ids.ts';
import { bellwireNameOf } from '../../catalogue/event-type-names.ts';
import { type NamedEventType, namedEventTypes } from '../../events/naming.ts';
import { urlsOf } from '../event-urls/urls-of.ts';
import type { GraphContext, GraphModule } from '../module.ts';
import { connectionOf } from '../paging/connection.ts';
import { isRising, type LogOrder, searchProblems } from '../paging/log-search.ts';
import { type PageArguments, type WantedPage, wantedPage } from '../paging/page-request.ts';
import { type EventLog, entryFrom } from './entry.ts';
import { eventLogTypeDefs } from './type-defs.ts';

/** `EventLogInput`; null is as good as nothing. */
interface LogWhere {
  query?: string | null;
  eventType?: string | null;
  url?: string | null;
  status?: string | null;
  from?: string | null;
  to?: string | null;
  tests?: 'ONLY' | 'WITHOUT' | null;
}

interface LogQuery {
  where?: LogWhere | null;
  orderBy?: LogOrder | null;
  pagination?: PageArguments | null;
}

export const eventLogsModule: GraphModule = {
  typeDefs: eventLogTypeDefs,
  resolvers: {
    Query: {
      async eventLogs(_parent, { where, orderBy, pagination }: LogQuery, context) {
        const { services, caller } = context;
        permit(caller.principal, 'deliveries.read', caller.organization.id);
        const wanted = wantedPage(pagination);
        const problems = checkWhere(where ?? {}, wanted);
        if (problems.length > 0) throw invalid('The search is not valid.', problems);
        const types = await typesOf(context);
        const search = await searchFrom(context, types, where ?? {});
        const found = await services.deliveryLog.search({
          ...search,
          direction: isRising(orderBy, wanted) ? 'rising' : 'falling',
          beyond: wanted.cursor,
          limit: wanted.size + 1,
        });
        const entries = found.map((attempt) => entryFrom(attempt, types, search.text));
        return connectionOf<EventLog>(wanted, entries, {
          cursorOf: ({ id }) => id,
          count: () => services.deliveryLog.searchCount(search),
        });
      },
      async eventLog(_parent, { id }: { id: string }, context) {
        const { services, caller } = context;
        permit(caller.principal, 'deliveries.read', caller.organization.id);
        const attempt = isUuid(id) ? await services.deliveryLog.attempt(caller.organization.id, id) : null;
        return attempt === null ? null : entryFrom(attempt, await typesOf(context), '');
      },
    },
  },
};

async function typesOf({ services, caller }: GraphContext): Promise<NamedEventType[]> {
  const set = await services.webhooks.getSet(caller);
  return namedEventTypes(set?.settings ?? {});
}

async function searchFrom(context: GraphContext, types: readonly NamedEventType[], where: LogWhere) {
  const { eventType, url, status, from, to, tests } = where;
  const type = isSaid(eventType) ? typeMeant(types, eventType) : undefined;
  return {
    organizationId: context.caller.organization.id,
    text: where.query ?? '',
    eventType: type === undefined ? undefined : bellwireNameOf(type.type),
    webhookId: isSaid(url) ? await webhookMeant(context, url) : undefined,
    status: isSaid(status) ? status.toLowerCase() : undefined,
    test: isSaid(tests) ? tests === 'ONLY' : undefined,
    from: isSaid(from) ? new Date(from) : undefined,
    to: isSaid(to) ? new Date(to) : undefined,
  };
}

function typeMeant(types: readonly NamedEventType[], named: string): NamedEventType {
  const found = types.find(({ type }) => type.name === named) ?? types.find(({ name }) => name === named);
  if (found === undefined) throw notFound(`The event type ${named.slice(0, 100)}`);
  return found;
}

/** By its id also one that is gone: the log has kept what was sent to it. */
async function webhookMeant(context: GraphContext, url: string): Promise<string> {
  const found = (await urlsOf(context)).find((one) => one.url === url);
  if (found !== undefined) return found.id;
  if (isUuid(url)) return url;
  throw notFound('The callback URL');
}

function checkWhere(where: LogWhere, wanted: WantedPage): Problem[] {
  const { query, status, from, to } = where;
  const problems = searchProblems(query ?? '', wanted);
  if (isSaid(status) && !/^([1-5][0-9]{2}|[1-5]xx|none)$/i.test(status))
    problems.push({ field: 'status', message: 'must be a status such as 200, a class such as 5xx, or none' });
  for (const [field, value] of Object.entries({ from, to })) {
    if (isSaid(value) && Number.isNaN(Date.parse(value)))
      problems.push({ field, message: 'must be a time such as 2026-01-05T10:00:00Z' });
  }
  return problems;
}

function isSaid<T extends string>(value: T | null | undefined): value is T {
  return value !== null && value !== undefined && value !== '';
}
