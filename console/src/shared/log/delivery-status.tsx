import type { Delivery } from '../api/types.ts';
import { formatCountdown } from '../format/duration.ts';
import { Status } from '../ui/status.tsx';
import { useNow } from '../ui/ticking.ts';
import { reasonShort } from './reasons.ts';

/** Its state, with the number of attempts where there were several. */
export function DeliveryStatus({ delivery }: { delivery: Pick<Delivery, 'state' | 'attempts' | 'held'> }) {
  const { state, attempts, held } = delivery;
  if (held && (state === 'waiting' || state === 'retrying'))
    return <Status kind={state} more="webhook off" />;
  const more = state === 'retrying' ? `after ${attempts}` : attempts > 1 ? `${attempts} attempts` : undefined;
  return <Status kind={state} {...(more !== undefined && { more })} />;
}

/** Why it has not arrived, and when the next try is: what one wants to know of a row. */
export function DeliveryNote({ delivery }: { delivery: Delivery }) {
  const { state, lastReason, lastStatus, dueAt, held } = delivery;
  const why = reasonShort(lastReason, lastStatus);
  if (state === 'delivered') return <span className="muted">{why}</span>;
  const next = held ? 'waits for its webhook' : undefined;
  return (
    <span>
      {why}
      {why !== '' && (next !== undefined || dueAt !== null) && ' · '}
      {next ?? (dueAt !== null && <NextTry dueAt={dueAt} />)}
    </span>
  );
}

/** "next in 4:12": counts down by the second, silently. */
export function NextTry({ dueAt }: { dueAt: string }) {
  const left = new Date(dueAt).getTime() - useNow().getTime();
  return (
    <span className="numbers" role="timer">
      {left <= 0 ? 'being sent' : `next in ${formatCountdown(left)}`}
    </span>
  );
}
