import { queryOptions, useQuery } from '@tanstack/react-query';
import { ask } from './ask.ts';
import { type Needs, whyNot } from './why-not.ts';

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

/**
 * Why whoever is signed in may not, in words; undefined where they may. The server decides again, whatever is shown.
 * `everywhere`: of all organizations, those to come included.
 */
export function useWhyNot(
  role: Needs['role'],
  what: string,
  { everywhere = false }: { everywhere?: boolean } = {},
): string | undefined {
  const session = useSession();
  return session === undefined ? undefined : whyNot(session, { role, everywhere }, what);
}
