import { permit } from '../access/principal.ts';
import { invalid } from '../base/errors.ts';
import type { SigningSecret } from '../store/queries/webhooks/webhook-row.ts';
import { saveChanged } from './save-changed.ts';
import type { WebhookContext, WebhookServices } from './services.ts';
import { viewOf, type WebhookWithSecret } from './webhook-view.ts';

/** A day for the receiver to change over. */
const defaultOverlapSeconds = 86_400;
export const maxOverlapSeconds = 30 * 86_400;

/** Each one is another signature in every request. */
const maxSecrets = 5;

/**
 * Gives a webhook a new signing secret. Those it has go on signing beside it for `overlapSeconds`, unless they end
 * earlier; with 0 they stop at once.
 */
export async function rotateSecret(
  services: WebhookServices,
  context: WebhookContext,
  { id, overlapSeconds = defaultOverlapSeconds }: { id: string; overlapSeconds?: number | undefined },
): Promise<WebhookWithSecret> {
  permit(context.principal, 'webhooks.write', context.organization.id);

  if (!Number.isInteger(overlapSeconds) || overlapSeconds < 0 || overlapSeconds > maxOverlapSeconds) {
    throw invalid('The overlap is not valid.', [
      { field: 'overlapSeconds', message: `must be a whole number from 0 to ${maxOverlapSeconds}` },
    ]);
  }

  const secret = services.createSecret();
  const nowMs = services.clock.nowMs();
  const act = { action: 'webhook.secret-rotated', details: { overlapSeconds } } as const;
  const webhook = await saveChanged(services, context, { id, act }, (before) => {
    const signingSecrets = withNewSecret(before.signingSecrets, { secret, overlapSeconds, nowMs });
    return { ...before, signingSecrets, secrets: signingSecrets.map((one) => one.secret) };
  });
  return { ...viewOf(webhook), secret };
}

/** The secrets with a new one before them; those that there are end with the overlap, or earlier. */
export function withNewSecret(
  before: readonly SigningSecret[],
  { secret, overlapSeconds, nowMs }: { secret: string; overlapSeconds: number; nowMs: number },
): SigningSecret[] {
  const end = new Date(nowMs + overlapSeconds * 1000).toISOString();
  const old = overlapSeconds === 0 ? [] : before.map((one) => endingBy(one, end));
  return [{ secret, validUntil: null }, ...old].slice(0, maxSecrets);
}

/** Both times are ISO 8601 in UTC, which sort as texts. */
function endingBy({ secret, validUntil }: SigningSecret, end: string): SigningSecret {
  return { secret, validUntil: validUntil !== null && validUntil < end ? validUntil : end };
}
