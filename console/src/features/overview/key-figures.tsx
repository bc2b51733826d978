import type { ReactNode } from 'react';
import type { Figures } from '../../shared/api/types.ts';
import { formatCount, formatRate } from '../../shared/format/count.ts';
import { formatDuration } from '../../shared/format/duration.ts';
import { paths } from '../../shared/paths.ts';
import { Link } from '../../shared/routing/link.tsx';
import { useSearch } from '../../shared/routing/use-search.ts';
import { useNow } from '../../shared/ui/ticking.ts';
import classes from './overview.module.css';

/** The numbers that answer "did it arrive?" at a glance. Each leads to the list behind it. */
export function KeyFigures({ org, figures }: { org: string; figures: Figures }) {
  const { range, from, to } = useSearch();
  const span = { range, from, to };
  const { total, current } = figures;
  const list = (label: string, status: string) => (
    <Link to={paths.deliveries(org)} search={{ ...span, status }}>
      {label}
    </Link>
  );
  return (
    <dl className={classes.figures}>
      <Figure label="Accepted" value={formatCount(total.accepted)} note="events" />
      <Figure label={list('Delivered', 'delivered')} value={formatCount(total.delivered)} note="deliveries" />
      <Figure
        label={list('Failed', 'failed')}
        value={formatCount(total.failed)}
        bad={total.failed > 0}
        note="for good"
      />
      <Figure
        label={list('Waiting', 'waiting,retrying')}
        value={formatCount(current.waiting)}
        note={<Waiting current={current} />}
      />
      <Figure
        label="Success"
        value={formatRate(total.delivered, total.delivered + total.failed)}
        note="of what ended"
      />
      <Figure
        label="Answer"
        value={total.p50Ms === null ? '–' : formatDuration(total.p50Ms)}
        note={total.p95Ms === null ? 'no answers yet' : `p50 · p95 ${formatDuration(total.p95Ms)}`}
      />
    </dl>
  );
}

function Figure({
  label,
  value,
  note,
  bad = false,
}: {
  label: ReactNode;
  value: string;
  note?: ReactNode;
  bad?: boolean;
}) {
  return (
    <div>
      <dt>{label}</dt>
      <dd className="numbers" data-bad={bad || undefined}>
        {value}
      </dd>
      <dd className={classes.note}>{note}</dd>
    </div>
  );
}

function Waiting({ current: { retrying, held, oldestDueAt } }: { current: Figures['current'] }) {
  const now = useNow().getTime();
  const late = oldestDueAt === null ? 0 : now - new Date(oldestDueAt).getTime();
  const parts = [
    retrying > 0 && `${formatCount(retrying)} retrying`,
    held > 0 && `${formatCount(held)} held`,
    late > 60_000 && `oldest due ${formatDuration(late)} ago`,
  ];
  return parts.filter(Boolean).join(' · ') || 'nothing is late';
}
