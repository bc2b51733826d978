import { useQuery } from '@tanstack/react-query';
import { reading } from '../../shared/api/query.ts';
import type { Attempt } from '../../shared/api/types.ts';
import { formatDuration } from '../../shared/format/duration.ts';
import { CopyCurl } from '../../shared/log/copy-curl.tsx';
import { Exchange } from '../../shared/log/exchange.tsx';
import { Loading, Trouble } from '../../shared/ui/states.tsx';
import { Time } from '../../shared/ui/time.tsx';
import classes from './delivery-page.module.css';

/** One attempt: the request and the answer side by side, as they were then. */
export function AttemptDetail({
  org,
  attempt,
  urlNow,
}: {
  org: string;
  attempt: Attempt;
  /** Where the webhook points to today. */
  urlNow: string | undefined;
}) {
  const { data, error } = useQuery({
    ...reading('/api/v1/organizations/{org}/attempts/{id}', { path: { org, id: attempt.id } }),
    staleTime: Number.POSITIVE_INFINITY,
  });
  const moved =
    urlNow !== undefined && data !== undefined && !data.request.url.startsWith(urlNow.replace(/\/+$/, ''));
  return (
    <section className={classes.detail} aria-label={`Attempt ${attempt.number}`}>
      <div style={{ display: 'flex', justifyContent: 'space-between', gap: 8, flexWrap: 'wrap' }}>
        <h2>
          Attempt {attempt.number} · <Time at={attempt.startedAt} />
        </h2>
        {data !== undefined && <CopyCurl request={data.request} />}
      </div>
      <Timings attempt={attempt} />
      {moved && <p className="muted">The webhook points elsewhere now.</p>}
      {error !== null && <Trouble what="The attempt could not be loaded." error={error} />}
      {data === undefined ? error === null && <Loading rows={4} /> : <Exchange exchange={data} />}
    </section>
  );
}

function Timings({ attempt: { timings } }: { attempt: Attempt }) {
  const words = { dns: 'name', connect: 'connect', tls: 'TLS', wait: 'wait', body: 'body' } as const;
  const phases = (Object.keys(words) as (keyof typeof words)[]).filter(
    (phase) => timings[phase] !== undefined,
  );
  return (
    <p className={`${classes.timings} numbers`}>
      <span>took {formatDuration(timings.total)}</span>
      {phases.map((phase) => (
        <span key={phase}>
          {words[phase]} {formatDuration(timings[phase] ?? 0)}
        </span>
      ))}
    </p>
  );
}
