import { systemClock } from '../../src/base/clock.ts';
import type { Sent } from '../../src/pipeline/delivery/attempt-delivery.ts';
import { defaultBreakerSettings } from '../../src/pipeline/delivery/breaker.ts';
import { createLanes, type LanesOptions } from '../../src/pipeline/delivery/lanes.ts';
import type { OwedDelivery } from '../../src/pipeline/handover.ts';
import { defaultLimits } from '../../src/store/records/webhook.ts';
import { masheryEvent, masheryObject, masherySnapshot, masheryWebhook } from './mashery-objects.ts';

const event = masheryEvent(masherySnapshot('created', masheryObject('member'), {}));

/** A delivery of one operation to one webhook. Its id says which. */
export function owedDelivery(
  webhookId: string,
  transactionId: string,
  id: string,
  { version = 1, concurrency = 1 } = {},
): OwedDelivery {
  return {
    id,
    event: { ...event, transactionId },
    webhook: masheryWebhook({ id: webhookId, version, limits: { ...defaultLimits, concurrency } }),
    payload: null,
    attempts: 0,
    roundAttempts: 0,
    ordered: false,
    ticket: null,
  };
}

/** What a receiver that is well answers. */
export const well = (written: Promise<void> = Promise.resolve()): Sent => {
  const answer = { status: 200, headers: {}, body: Buffer.alloc(0), bodySize: 0 };
  return { outcome: { answer, timings: { total: 1 }, reason: null, detail: null }, over: true, written };
};

export function lanesThat(
  send: LanesOptions['send'],
  limits: { maxPerWebhook?: number; maxTotal?: number; shareWhenScarce?: number } = {},
  onDone: LanesOptions['onDone'] = () => {},
) {
  const clock = systemClock;
  const breaker = defaultBreakerSettings;
  const maxPerWebhook = limits.maxPerWebhook ?? 1000;
  const room = { maxPerWebhook, maxTotal: 1000, shareWhenScarce: maxPerWebhook, ...limits };
  return createLanes({ clock, breaker, send, onDone, ...room });
}

/** Lets everything happen that waits for nothing from outside. */
export const settle = () => new Promise((resolve) => setImmediate(resolve));

/** Lanes whose sending ends when the test says so. */
export function heldLanes(concurrency = 2) {
  const sending = new Map<string, (written?: Promise<void>) => void>();
  const sent: string[] = [];
  /** What is in memory, from what the lanes say of it. */
  const held = new Set<string>();
  const own = lanesThat(
    ({ id }) =>
      new Promise((resolve) => {
        sending.set(id, (written) => {
          sending.delete(id);
          sent.push(id);
          resolve(well(written));
        });
      }),
    {},
    ({ id }) => held.delete(id),
  );
  const letGo = (cleared: OwedDelivery[]) => {
    for (const { id } of cleared) held.delete(id);
    return cleared;
  };
  const lanes = {
    ...own,
    add(owed: readonly OwedDelivery[]) {
      for (const { id } of owed) held.add(id);
      return own.add(owed);
    },
    clear: () => letGo(own.clear()),
    clearOne: (webhookId: string) => letGo(own.clearOne(webhookId)),
    ids: () => held,
  };
  /** Of webhooks that may be sent to as often at once as was asked for. */
  const owed = (webhookId: string, transactionId: string, id: string, version = 1) =>
    owedDelivery(webhookId, transactionId, id, { version, concurrency });
  async function end(id: string, written?: Promise<void>): Promise<void> {
    const answer = sending.get(id);
    if (answer === undefined) throw new Error(`${id} is not being sent`);
    answer(written);
    await settle();
  }
  return { lanes, owed, end, sent, underWay: () => [...sending.keys()].sort() };
}
