import { useEffect, useRef } from 'react';
import { wordsOf } from '../../shared/api/problem.ts';
import { paths } from '../../shared/paths.ts';
import { useGo, useSearch } from '../../shared/routing/use-search.ts';
import { insideOf } from './inside.ts';
import { SignInForm, useSignIn } from './sign-in-form.tsx';
import classes from './sign-in-page.module.css';

/** The only page outside of the frame. A one-time link signs in by itself and leaves nothing in the history. */
export function SignInPage() {
  const go = useGo();
  const { to } = useSearch();
  const done = () => {
    const inside = insideOf(to, window.location.origin);
    if (inside === null) return go(paths.organizations(), { replace: true });
    window.location.replace(inside);
  };
  const byLink = useSignIn(done);
  const tried = useRef(false);

  useEffect(() => {
    document.title = 'Sign in · Bellwire';
    const link = new URLSearchParams(window.location.hash.slice(1)).get('link');
    if (link === null || tried.current) return;
    tried.current = true;
    window.history.replaceState(null, '', window.location.pathname + window.location.search);
    byLink.mutate({ link });
  }, [byLink]);

  return (
    <main className={classes.page}>
      <div className={classes.card}>
        <div className={classes.brand}>
          <img src="/favicon.svg" alt="" width={32} height={32} />
          <h1>Bellwire</h1>
        </div>
        {byLink.isPending && <p role="status">Signing in …</p>}
        {byLink.error !== null && (
          <p role="alert" className={classes.used}>
            This link was used already, or it is too old. {wordsOf(byLink.error)}
          </p>
        )}
        <SignInForm onDone={done} />
      </div>
    </main>
  );
}
