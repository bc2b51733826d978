import { queryOptions } from '@tanstack/react-query';
import { send } from '../../shared/api/ask.ts';
import { ApiProblem } from '../../shared/api/problem.ts';

/** What the Platform API says is wrong. */
interface GraphError {
  message: string;
  extensions?: { code?: string; problems?: { field: string; message: string }[] };
}

const codes: Record<string, { code: string; status: number }> = {
  BAD_USER_INPUT: { code: 'invalid', status: 400 },
  CONFLICT: { code: 'conflict', status: 409 },
  DUPLICATE: { code: 'duplicate', status: 409 },
  FORBIDDEN: { code: 'forbidden', status: 403 },
  NOT_FOUND: { code: 'not-found', status: 404 },
  UNAUTHENTICATED: { code: 'unauthenticated', status: 401 },
  UNAVAILABLE: { code: 'unavailable', status: 503 },
};

/** Asks the Platform API of a hub. Its errors come with status 200; here they are ApiProblems like all others. */
export async function askGraph<Data>(
  org: string,
  query: string,
  variables: Record<string, unknown> = {},
  signal?: AbortSignal,
): Promise<Data> {
  const answer = (await send(
    'post',
    '/rapidapi/graphql',
    { query, variables },
    { headers: { 'x-rapidapi-host': org }, ...(signal !== undefined && { signal }) },
  )) as { data?: Data; errors?: GraphError[] };
  const [error] = answer.errors ?? [];
  if (error === undefined && answer.data !== undefined) return answer.data;
  throw problemOf(error);
}

/** Exported for its test. */
export function problemOf(error: GraphError | undefined): ApiProblem {
  const { code, status } = codes[error?.extensions?.code ?? ''] ?? { code: 'internal', status: 500 };
  return new ApiProblem({
    status,
    code,
    detail: error?.message ?? 'The answer has no data.',
    fields: (error?.extensions?.problems ?? []).map(({ field, message }) => ({
      pointer: field === '' ? '' : `/${field.replaceAll('.', '/')}`,
      detail: message,
    })),
  });
}

export interface EventUrl {
  id: string;
  url: string;
}

export interface EventType {
  id: string;
  name: string;
  label: string;
  /** What the native API calls it. */
  bellwireType: string;
}

export interface EventSettings {
  /** Null until it is first written. */
  eventConfig: { isActive: boolean; updatedAt: string } | null;
  eventUrls: { nodes: EventUrl[] };
  eventTypes: EventType[];
}

export const settingsKey = (org: string) => ['rapidapi', org, 'settings'] as const;

/** All that the Events tab shows. The secret is not in it: it is asked for by itself, when somebody wants to see it. */
export const eventSettings = (org: string) =>
  queryOptions({
    queryKey: settingsKey(org),
    queryFn: ({ signal }) =>
      askGraph<EventSettings>(
        org,
        '{ eventConfig { isActive updatedAt } eventUrls { nodes { id url } } eventTypes { id name label bellwireType } }',
        {},
        signal,
      ),
  });
