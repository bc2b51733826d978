import { useQuery } from '@tanstack/react-query';
import { ask } from '../../../shared/api/ask.ts';
import { ApiProblem } from '../../../shared/api/problem.ts';
import { paths } from '../../../shared/paths.ts';
import { type Entry, idIn } from './entries.ts';

/** What an id that was pasted stands for in an organization: the server is asked for each thing that it may be. */
export function useIdEntries(org: string | undefined, typed: string) {
  const id = idIn(typed);
  const { data, error, isFetching } = useQuery({
    queryKey: ['go-to', org, id],
    queryFn: ({ signal }) => thingsOf(org!, id!, signal),
    enabled: org !== undefined && id !== undefined,
    staleTime: 30_000,
  });
  return { entries: data ?? [], looking: isFetching, failed: error !== null, id };
}

async function thingsOf(org: string, id: string, signal: AbortSignal): Promise<Entry[]> {
  const path = { org, id };
  const found = (label: string, to: string, more = id): Entry => ({
    group: 'Found by its id',
    label,
    more,
    to,
  });
  const base = '/api/v1/organizations/{org}';
  const things = await Promise.all([
    ask('get', `${base}/deliveries/{id}`, { path }, { signal })
      .then(({ eventType }) => found(`Delivery · ${eventType}`, paths.delivery(org, id)))
      .catch(nothing),
    ask('get', `${base}/events/{id}`, { path }, { signal })
      .then(({ type }) => found(`Event · ${type}`, paths.event(org, id)))
      .catch(nothing),
    ask('get', `${base}/attempts/{id}`, { path }, { signal })
      .then(({ deliveryId, number }) =>
        deliveryId === null
          ? null
          : found(`Attempt ${number} of a delivery`, paths.delivery(org, deliveryId)),
      )
      .catch(nothing),
    ask('get', `${base}/webhooks/{id}`, { path }, { signal })
      .then(({ name }) => found(`Webhook · ${name}`, paths.webhook(org, id)))
      .catch(nothing),
    ask('get', `${base}/jobs/{id}`, { path }, { signal })
      .then(({ kind }) => found(`Job · ${kind}`, paths.job(org, id)))
      .catch(nothing),
    // Of an object its type has to be known, and its newest event knows it.
    ask('get', `${base}/events`, { path: { org }, query: { objectId: id, limit: 1 } }, { signal })
      .then(({ items: [event] }) =>
        event === undefined
          ? null
          : found(`Object · ${event.objectType}`, paths.object(org, event.objectType, id)),
      )
      .catch(nothing),
  ]);
  return things.filter((thing) => thing !== null);
}

/** Not there, or not for this role: then it is none of these. Everything else is real trouble. */
function nothing(error: unknown): null {
  if (error instanceof ApiProblem && [400, 403, 404].includes(error.status)) return null;
  throw error;
}
