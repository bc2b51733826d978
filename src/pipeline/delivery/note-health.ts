import type { Clock } from '../../base/clock.ts';
import { messageOf } from '../../base/errors.ts';
import type { Log } from '../../base/log.ts';
import type { Webhook } from '../../store/records/webhook.ts';
import type { Failing } from './failing.ts';
import { failingForDays, type healthChange } from './health.ts';

/** What an attempt says about its webhook: `gone` where its receiver asked to be sent nothing more. */
type HealthChange = 'gone' | ReturnType<typeof healthChange>;

/** Where the health of webhooks is kept. */
export interface HealthServices {
  clock: Clock;
  log: Log;
  /** Since when webhooks fail, as far as this node has seen. */
  failing: Failing;
  /** Remembers since when a webhook fails, or that it does no more. */
  markFailing(input: { webhook: Webhook; failing: boolean }): Promise<void>;
  /**
   * Switches a webhook off, and tells the webhooks that asked for it; what waits for it is held. For failing too long only
   * where the database and the log say so as well.
   */
  switchOff(input: { webhook: Webhook; reason: string }): Promise<void>;
}

/** Remembers how a webhook is, or switches it off. What fails here must not keep the attempt out of the log: the next attempt says the same again. */
export async function noteHealth(
  services: HealthServices,
  webhook: Webhook,
  change: HealthChange,
): Promise<void> {
  try {
    await followHealth(services, webhook, change);
  } catch (error) {
    services.log.error(
      { webhookId: webhook.id, reason: messageOf(error) },
      'the health of a webhook could not be noted',
    );
  }
}

async function followHealth(services: HealthServices, webhook: Webhook, change: HealthChange): Promise<void> {
  switch (change) {
    case 'none':
      return;
    case 'gone':
      return services.switchOff({ webhook, reason: 'answer-gone' });
    // Noted once it is written: after a write that failed, the next attempt tries again.
    case 'fails':
      await services.markFailing({ webhook, failing: true });
      return services.failing.note(webhook, services.clock.now());
    case 'well':
      await services.markFailing({ webhook, failing: false });
      return services.failing.note(webhook, null);
    case 'fails-for-too-long':
      // First, so that those that fail in the same moment do not all ask. If it stays on, its row says since when it fails, and is
      // read again soon.
      services.failing.note(webhook, services.clock.now());
      return services.switchOff({ webhook, reason: failingForDays });
  }
}
