import type { Attempt, DeliveryDetails } from '../../shared/api/types.ts';
import { formatDuration } from '../../shared/format/duration.ts';
import { NextTry } from '../../shared/log/delivery-status.tsx';
import { reasonShort } from '../../shared/log/reasons.ts';
import { paths } from '../../shared/paths.ts';
import { Link } from '../../shared/routing/link.tsx';
import { usePathValues, useSearch } from '../../shared/routing/use-search.ts';
import { Time } from '../../shared/ui/time.tsx';
import classes from './delivery-page.module.css';

/** Oldest first, so that the planned try stands at the end; filled marks are done, hollow ones planned. */
export function Attempts({
  delivery,
  attempts,
  shown,
}: {
  delivery: DeliveryDetails;
  attempts: readonly Attempt[];
  /** The number of the one that is looked at. */
  shown: number | undefined;
}) {
  return (
    <section className={classes.attempts} aria-label="Attempts">
      <h2>Attempts</h2>
      <ol>
        {attempts.map((attempt, index) => (
          <li key={attempt.id}>
            <Gap from={attempts[index - 1]} to={attempt} />
            <Done attempt={attempt} current={attempt.number === shown} />
          </li>
        ))}
        {delivery.dueAt !== null && !delivery.held && (
          <li>
            <span className={classes.mark} aria-hidden />
            <div className={classes.attempt}>
              <span>
                <Time at={delivery.dueAt} />
              </span>
              <NextTry dueAt={delivery.dueAt} />
            </div>
          </li>
        )}
      </ol>
    </section>
  );
}

function Done({ attempt, current }: { attempt: Attempt; current: boolean }) {
  const { org, id } = usePathValues();
  const search = useSearch();
  const { number, startedAt, status, reason, timings } = attempt;
  return (
    <>
      <span className={classes.mark} data-tone={reason === null ? 'well' : 'trouble'} aria-hidden />
      <Link
        to={paths.delivery(org, id)}
        search={{ ...search, attempt: String(number) }}
        keepScroll
        className={classes.attempt}
        aria-current={current ? 'page' : undefined}
      >
        <span>
          {number} · <Time at={startedAt} />
        </span>
        <span>
          {reasonShort(reason, status)} · {formatDuration(timings.total)}
        </span>
      </Link>
    </>
  );
}

function Gap({ from, to }: { from: Attempt | undefined; to: Attempt }) {
  if (from === undefined) return null;
  const ms = new Date(to.startedAt).getTime() - new Date(from.startedAt).getTime();
  return <div className={classes.gap}>{formatDuration(ms)} later</div>;
}
