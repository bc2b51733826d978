import { queryOptions, useQuery } from '@tanstack/react-query';
import { ask } from './ask.ts';

/** Who is signed in. Its trouble is where the frame finds out that nobody is. */
export const sessionQuery = queryOptions({
  queryKey: ['/api/v1/session'],
  queryFn: ({ signal }) => ask('get', '/api/v1/session', {}, { signal }),
  staleTime: 60_000,
  retry: false,
});

/** Inside the frame it is always there. */
export function useSession() {
  return useQuery(sessionQuery).data;
}

const ranks = ['viewer', 'publisher', 'editor', 'administrator'] as const;

/** Why this role may not, in words; undefined where it may. The server decides again, whatever is shown. */
export function useWhyNot(needed: 'editor' | 'administrator', what: string): string | undefined {
  const role = useSession()?.role;
  if (role === undefined || ranks.indexOf(role) >= ranks.indexOf(needed)) return undefined;
  return `Your role is ${role}. ${what} needs ${needed}.`;
}
