import { AppShell, Burger } from '@mantine/core';
import { useDisclosure } from '@mantine/hooks';
import { useQuery, useQueryClient } from '@tanstack/react-query';
import { lazy, Suspense, useEffect, useRef, useState } from 'react';
import { onLost } from '../../shared/api/lost.ts';
import { ApiProblem } from '../../shared/api/problem.ts';
import { sessionQuery } from '../../shared/api/session.ts';
import { paths } from '../../shared/paths.ts';
import { useGo, usePathname } from '../../shared/routing/use-search.ts';
import { Trouble } from '../../shared/ui/states.tsx';
import { Account } from './account.tsx';
import classes from './frame.module.css';
import { FrameKeys } from './frame-keys.tsx';
import { GoTo } from './go-to/go-to.tsx';
import { Here } from './here.tsx';
import { Navigation } from './navigation.tsx';
import { Offline } from './offline.tsx';

// Seldom needed, and then the server is there to fetch it from: it has just answered.
const SessionOver = lazy(async () => ({ default: (await import('./session-over.tsx')).SessionOver }));

/** So long after the session was found lost it is not asked for again because something else found the same. */
const quietMs = 2000;

/** What stands around each page. Nobody signed in: off to the sign-in page, and back here afterwards. */
export function Frame() {
  const session = useQuery(sessionQuery);
  const go = useGo();
  const pathname = usePathname();
  const signedOut = session.error instanceof ApiProblem && session.error.status === 401;
  const never = signedOut && session.data === undefined;
  useLookAfterLoss();

  useEffect(() => {
    if (!never || pathname === paths.signIn()) return;
    const search = pathname === paths.organizations() ? {} : { to: pathname + window.location.search };
    go(paths.signIn(), { search, replace: true });
  }, [never, go, pathname]);

  if (session.data === undefined) {
    if (session.error === null || never) return null;
    return (
      <main style={{ padding: 24 }}>
        <Trouble
          what="The console could not be loaded."
          error={session.error}
          onRetry={() => void session.refetch()}
        />
      </main>
    );
  }
  return <Shell over={signedOut} />;
}

/** Whatever finds out that Bellwire is gone, or the session over: the strip and the dialog hang on the session alone. */
function useLookAfterLoss() {
  const client = useQueryClient();
  useEffect(
    () =>
      onLost(() => {
        const { queryKey } = sessionQuery;
        // It has just found out so itself, or is about to.
        const { fetchStatus, errorUpdatedAt = 0 } = client.getQueryState(queryKey) ?? {};
        if (fetchStatus === 'fetching' || Date.now() - errorUpdatedAt < quietMs) return;
        void client.refetchQueries({ queryKey, type: 'active' });
      }),
    [client],
  );
}

function Shell({ over }: { over: boolean }) {
  const [opened, { toggle, close }] = useDisclosure();
  const [help, setHelp] = useState(false);
  const main = useRef<HTMLElement>(null);
  const pathname = usePathname();
  const first = useRef(true);

  // After navigation the reader, and a screen reader, begin at the new page.
  // biome-ignore lint/correctness/useExhaustiveDependencies: it runs for each new address.
  useEffect(() => {
    close();
    if (first.current) first.current = false;
    else main.current?.focus({ preventScroll: true });
  }, [pathname]);

  return (
    <AppShell
      header={{ height: 48 }}
      navbar={{ width: { base: 224, sm: 56, lg: 224 }, breakpoint: 'sm', collapsed: { mobile: !opened } }}
      classNames={{ header: classes.header, navbar: classes.navbar, main: classes.main }}
      transitionDuration={120}
    >
      <a href="#main" className={classes.skip}>
        Skip to the content
      </a>
      <AppShell.Header>
        <Burger opened={opened} onClick={toggle} hiddenFrom="sm" size="sm" aria-label="Navigation" />
        <div id="crumbs" className={classes.crumbs} />
        <GoTo />
        <Account onHelp={() => setHelp(true)} />
      </AppShell.Header>
      <AppShell.Navbar aria-label="Console">
        <Navigation wide={opened} />
      </AppShell.Navbar>
      <AppShell.Main id="main" tabIndex={-1} ref={main}>
        <Offline />
        <Here />
      </AppShell.Main>
      <FrameKeys help={help} onHelp={setHelp} />
      <Suspense fallback={null}>{over && <SessionOver />}</Suspense>
    </AppShell>
  );
}
