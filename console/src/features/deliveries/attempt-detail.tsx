import type { Attempt } from '../../shared/api/types.ts';
import { AttemptView } from '../../shared/log/attempt-view.tsx';
import { Time } from '../../shared/ui/time.tsx';
import classes from './delivery-page.module.css';

/** One attempt of the delivery: the request and the answer side by side, as they were then. */
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
  return (
    <section className={classes.detail} aria-label={`Attempt ${attempt.number}`}>
      <h2>
        Attempt {attempt.number} · <Time at={attempt.startedAt} />
      </h2>
      <AttemptView org={org} id={attempt.id} what="The attempt" urlNow={urlNow} />
    </section>
  );
}
