import {
  useLocation,
  useNavigate,
  useParams,
  useRouter,
  useSearch as useRouterSearch,
} from '@tanstack/react-router';
import { useCallback } from 'react';
import type { Search } from './search.ts';

/** What stands in the URL: the state of the page. */
export function useSearch(): Search {
  return useRouterSearch({ strict: false }) as Search;
}

/**
 * Changes some of it. A filter replaces the entry in the history and forgets the place in the pages, which was one of
 * another list; turning a page, or opening a dialog, adds an entry. Only another page is looked at from its top.
 */
export function useChangeSearch() {
  const navigate = useNavigate();
  const router = useRouter();
  return useCallback(
    (change: Search, { turn = false }: { turn?: boolean } = {}) => {
      // A search that was typed just before a page is left must not call its reader back.
      const { location, resolvedLocation } = router.state;
      if (resolvedLocation !== undefined && resolvedLocation.pathname !== location.pathname) return;
      const cursor = turn ? {} : { before: undefined, after: undefined };
      void navigate({
        to: '.',
        search: ((now: Search) => ({ ...now, ...cursor, ...change })) as never,
        replace: !turn,
        resetScroll: 'before' in change || 'after' in change,
      });
    },
    [navigate, router],
  );
}

/** The values in the path: `org`, `id` and such. They are there on each page whose route names them. */
export function usePathValues(): { org: string; id: string; type: string } {
  return useParams({ strict: false }) as { org: string; id: string; type: string };
}

/** Goes to an address of `paths`. */
export function useGo() {
  const navigate = useNavigate();
  return useCallback(
    (to: string, options: { search?: Search; replace?: boolean } = {}) =>
      void navigate({ to, search: (options.search ?? {}) as never, replace: options.replace ?? false }),
    [navigate],
  );
}

export function usePathname(): string {
  return useLocation().pathname;
}
