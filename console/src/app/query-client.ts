import { QueryClient } from '@tanstack/react-query';
import { ApiProblem } from '../shared/api/problem.ts';

/** One for the page. What cannot get better by asking again is not asked again. */
export function createQueryClient(): QueryClient {
  return new QueryClient({
    defaultOptions: {
      // The browser's word for "offline" says nothing about the way to Bellwire, and what waits for it looks like loading.
      mutations: { networkMode: 'always' },
      queries: {
        networkMode: 'always',
        staleTime: 5_000,
        retry: (failures, error) =>
          failures < 2 && error instanceof ApiProblem && (error.status === 0 || error.status >= 500),
        retryDelay: (failures) => Math.min(1000 * 2 ** failures, 8000),
      },
    },
  });
}
