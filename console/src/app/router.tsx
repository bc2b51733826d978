import {
  createRootRoute,
  createRoute,
  createRouter,
  lazyRouteComponent,
  Outlet,
  redirect,
} from '@tanstack/react-router';
import { parseSearch, writeSearch } from '../shared/routing/search.ts';
import { dialectPages } from './dialect-pages.ts';
import { Frame } from './frame/frame.tsx';
import { NotFound, PageFault } from './frame/not-found.tsx';
import { organizationPages, topPages } from './pages.ts';

const root = createRootRoute({ component: Outlet, notFoundComponent: NotFound, errorComponent: PageFault });

const start = createRoute({
  getParentRoute: () => root,
  path: '/',
  beforeLoad: () => {
    throw redirect({ to: '/orgs' as never, replace: true });
  },
});

const signIn = createRoute({
  getParentRoute: () => root,
  path: '/signin',
  component: lazyRouteComponent(() => import('../features/session/sign-in-page.tsx'), 'SignInPage'),
});

/** All but signing in stands in the frame. */
const frame = createRoute({
  getParentRoute: () => root,
  id: 'frame',
  component: Frame,
  notFoundComponent: NotFound,
  errorComponent: PageFault,
});

/** Each page is a chunk of its own, loaded when it is first gone to. */
const pages = [...topPages, ...organizationPages, ...dialectPages].map(({ path, load }) =>
  createRoute({
    getParentRoute: () => frame,
    path,
    component: lazyRouteComponent(load as () => Promise<{ default: () => React.ReactNode }>),
    errorComponent: PageFault,
    // Of another organization, or another thing, nothing stands in for it: no rows that were read, no boxes that were ticked.
    remountDeps: ({ params }) => params,
  }),
);

/** The router with every page. What stands behind the question mark is plain text, see `search.ts`. */
export function createConsoleRouter() {
  return createRouter({
    routeTree: root.addChildren([start, signIn, frame.addChildren(pages)]),
    parseSearch,
    stringifySearch: writeSearch,
    defaultPreload: 'intent',
    scrollRestoration: true,
    defaultPendingMs: 150,
  });
}
