import { onTestFinished } from 'vitest';
import { systemClock } from '../../../src/base/clock.ts';
import type { Outcome } from '../../../src/pipeline/delivery/attempt.ts';
import { createAddressGuard } from '../../../src/pipeline/delivery/http/address-guard.ts';
import { createSender, type SenderOptions } from '../../../src/pipeline/delivery/http/sender.ts';
import type { WebhookTls } from '../../../src/store/records/webhook.ts';

/** Sends one POST. */
export type TestSend = (url: string, tls?: WebhookTls | null) => Promise<Outcome>;

/** A sender with a guard that lets through what is `allowed`, closed after its test. */
export function testSender({
  allowed = ['127.0.0.1'],
  totalTimeoutMs = 5000,
  ...options
}: Partial<SenderOptions> & { allowed?: string[]; totalTimeoutMs?: number }): TestSend {
  const guard = createAddressGuard(allowed);
  const sender = createSender({ guard, clock: systemClock, ...options });
  onTestFinished(() => sender.close());
  return (url, tls = null) => {
    const request = { method: 'POST', url, headers: {}, body: Buffer.from('{}') };
    return sender.send(request, { connectTimeoutMs: totalTimeoutMs, totalTimeoutMs }, tls);
  };
}
