import type { Webhook, WebhookFigures } from '../api/types.ts';
import { formatCountdown } from '../format/duration.ts';
import { reasonShort } from '../log/reasons.ts';
import { Plain } from '../ui/plain.tsx';
import { Status } from '../ui/status.tsx';
import { useNow } from '../ui/ticking.ts';
import { Time } from '../ui/time.tsx';
import { healthOf } from './health.ts';

/** How a webhook is doing, and why: what it answered last, or why it is off where nobody switched it off. */
export function WebhookState({
  webhook,
  figures,
}: {
  webhook: Webhook;
  figures?: WebhookFigures | undefined;
}) {
  const kind = figures?.health ?? healthOf(webhook);
  const since = figures?.failingSince ?? webhook.failingSince;
  return (
    <span>
      <Status kind={kind} />
      {kind === 'off' && webhook.disabledReason !== null && (
        <>
          {' '}
          <Plain text={webhook.disabledReason} max={80} />
        </>
      )}
      {kind === 'failing' && (
        <span className="muted">
          {' '}
          {figures?.lastAttempt != null &&
            `${reasonShort(figures.lastAttempt.reason, figures.lastAttempt.status)} `}
          {since !== null && (
            <>
              since <Time at={since} />
            </>
          )}
        </span>
      )}
      {kind === 'paused' && figures?.pausedUntil != null && <TriedAgain until={figures.pausedUntil} />}
    </span>
  );
}

function TriedAgain({ until }: { until: string }) {
  const left = new Date(until).getTime() - useNow().getTime();
  return (
    <span className="muted numbers" role="timer">
      {left <= 0 ? ' trying again' : ` trying again in ${formatCountdown(left)}`}
    </span>
  );
}
