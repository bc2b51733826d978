import { expect, it } from 'vitest';
import {
  masheryEvent,
  masheryFamily,
  masherySnapshot,
  masheryWebhook,
} from '../../../test/harness/mashery-objects.ts';
import { recordingLog } from '../../../test/harness/recording-log.ts';
import { systemClock } from '../../base/clock.ts';
import { createIds } from '../../base/ids.ts';
import type { Webhook, WebhookTls } from '../../store/records/webhook.ts';
import type { Outcome } from './attempt.ts';
import { attemptDelivery } from './attempt-delivery.ts';
import { createCallBefore } from './call-before.ts';
import { createFailing } from './failing.ts';
import type { Format } from './format.ts';
import type { Sender } from './http/sender.ts';
import { standardPolicy } from './standard-policy.ts';

const tls = { ca: 'an authority', certificate: 'a certificate', key: 'a key' };
const answered: Outcome = {
  answer: { status: 200, headers: {}, body: Buffer.alloc(0), bodySize: 0 },
  timings: { total: 1 },
  reason: null,
  detail: null,
};

/** Answers to everything, and keeps which TLS it was told to use. */
function recordingSender(): Sender & { used: (WebhookTls | null)[] } {
  const used: (WebhookTls | null)[] = [];
  return {
    used,
    async send(_request, _limits, own) {
      used.push(own);
      return answered;
    },
    close: async () => {},
  };
}

const { member } = masheryFamily();
const snapshot = masherySnapshot('created', member, {});
const event = masheryEvent(snapshot);
const request = { method: 'POST', url: 'https://hooks.example/', headers: {}, body: null };
const format = { name: 'mashery', request: () => request } as unknown as Format;
const services = (sender: Sender) => ({
  clock: systemClock,
  ids: createIds(systemClock),
  log: recordingLog(),
  sender,
  policyOf: () => standardPolicy,
});

it('goes along with every attempt of a delivery', async () => {
  const sender = recordingSender();
  const attempt = (webhook: Webhook) =>
    attemptDelivery(
      {
        ...services(sender),
        formats: new Map([['mashery', format]]),
        results: { write: async () => {}, drain: async () => {}, giveUp() {} },
        random: () => 0,
        switchOff: async () => {},
        markFailing: async () => {},
        failing: createFailing(),
        applyReturned: async () => null,
      },
      {
        id: event.id,
        event,
        webhook,
        payload: null,
        attempts: 0,
        roundAttempts: 0,
        ordered: false,
        ticket: null,
      },
      'node',
    );
  await attempt(masheryWebhook({ tls }));
  await attempt(masheryWebhook());
  expect(sender.used).toEqual([tls, null]);
});

it('goes along with every call before a save', async () => {
  const sender = recordingSender();
  const call = createCallBefore({ ...services(sender), queries: { query: async () => [] } });
  const calls = {
    wants: () => true,
    request: () => request,
    interpret: () => ({ type: 'proceed' }) as const,
    limits: () => ({ timeoutMs: 1000, whenUnanswered: 'proceed' }) as const,
  };
  const proposed = {
    organizationId: event.organizationId,
    eventType: event.type,
    objectType: event.objectType,
    objectId: null,
    transactionId: event.transactionId,
    snapshot,
  };
  for (const webhook of [masheryWebhook({ tls }), masheryWebhook()])
    await call({ webhook, calls, proposed, request });
  expect(sender.used).toEqual([tls, null]);
});
