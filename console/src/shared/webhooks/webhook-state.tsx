import type { Webhook } from '../api/types.ts';
import { Plain } from '../ui/plain.tsx';
import { Status } from '../ui/status.tsx';
import { Time } from '../ui/time.tsx';
import { healthOf } from './health.ts';

/** How a webhook is doing, with why it is off where nobody switched it off. */
export function WebhookState({ webhook }: { webhook: Webhook }) {
  const kind = healthOf(webhook);
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
          {' since '}
          <Time at={webhook.failingSince} />
        </span>
      )}
    </span>
  );
}
