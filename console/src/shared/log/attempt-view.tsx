import { useQuery } from '@tanstack/react-query';
import type { ReactNode } from 'react';
import { reading } from '../api/query.ts';
import type { Attempt, AttemptDetails } from '../api/types.ts';
import { formatDuration } from '../format/duration.ts';
import { Loading, Trouble } from '../ui/states.tsx';
import classes from './attempt-view.module.css';
import { CopyCurl } from './copy-curl.tsx';
import { Exchange } from './exchange.tsx';

/** One attempt by its id, wherever it is looked at: its phases, the request as a curl line, and both sides as they were then. */
export function AttemptView({
  org,
  id,
  what,
  urlNow,
  head,
}: {
  org: string;
  id: string;
  /** What it is called here, as in "The call could not be loaded." */
  what: string;
  /** Where the webhook points to today, where that is known. */
  urlNow?: string | undefined;
  /** What this page says of it besides, ahead of the rest. */
  head?: (attempt: AttemptDetails) => ReactNode;
}) {
  const { data, error } = useQuery({
    ...reading('/api/v1/organizations/{org}/attempts/{id}', { path: { org, id } }),
    // It is over, so it stays as it is.
    staleTime: Number.POSITIVE_INFINITY,
  });
  if (error !== null) return <Trouble what={`${what} could not be loaded.`} error={error} />;
  if (data === undefined) return <Loading rows={4} />;
  const moved = urlNow !== undefined && !data.request.url.startsWith(urlNow.replace(/\/+$/, ''));
  return (
    <>
      <div className={classes.head}>
        {head?.(data)}
        <Timings attempt={data} />
        <CopyCurl request={data.request} />
      </div>
      {moved && <p className="muted">The webhook points elsewhere now.</p>}
      <Exchange exchange={data} />
    </>
  );
}

const words = { dns: 'name', connect: 'connect', tls: 'TLS', wait: 'wait', body: 'body' } as const;

function Timings({ attempt: { timings } }: { attempt: Pick<Attempt, 'timings'> }) {
  const phases = (Object.keys(words) as (keyof typeof words)[]).filter(
    (phase) => timings[phase] !== undefined,
  );
  return (
    <span className={`${classes.timings} numbers`}>
      <span>took {formatDuration(timings.total)}</span>
      {phases.map((phase) => (
        <span key={phase}>
          {words[phase]} {formatDuration(timings[phase] ?? 0)}
        </span>
      ))}
    </span>
  );
}
