import { vi } from 'vitest';
import type { Clock } from '../../src/base/clock.ts';
import type { Outcome } from '../../src/pipeline/delivery/attempt.ts';
import { createLane } from '../../src/pipeline/delivery/lane.ts';
import type { OwedDelivery } from '../../src/pipeline/handover.ts';
import { defaultLimits, type Limits } from '../../src/store/records/webhook.ts';
import { masheryEvent, masheryObject, masherySnapshot, masheryWebhook } from './mashery-objects.ts';

/** A wall clock that jumps back at each look: nothing may rest by it. */
let jumpedMs = 0;
const clock: Clock = {
  now: () => new Date(clock.nowMs()),
  nowMs() {
    jumpedMs += 3_600_000;
    return Date.now() - jumpedMs;
  },
  monotonicMs: () => Date.now(),
};
const breaker = { failures: 3, openMs: 1_000, maxOpenMs: 4_000 };
const event = masheryEvent(masherySnapshot('created', masheryObject('member'), {}));

export const answered = (status: number, headers: Record<string, string> = {}): Outcome => ({
  answer: { status, headers, body: Buffer.alloc(0), bodySize: 0 },
  timings: { total: 1 },
  reason: status === 200 ? null : status === 429 ? 'answer-throttled' : 'answer-server-error',
  detail: null,
});

/** A lane whose answers come when the test says so. Its timers are vitest's. */
export function heldLane(limits: Partial<Limits> = {}, { openMs = breaker.openMs } = {}) {
  const underWay = new Map<string, (outcome: Outcome | null) => void>();
  const sent: { id: string; at: number }[] = [];
  const done: string[] = [];
  const letGo: string[] = [];
  const followed: string[] = [];
  let [quiet, shut] = [0, 0];
  const startedAt = Date.now();
  const own = createLane({
    clock,
    breaker: { ...breaker, openMs },
    send: ({ id }, isFollowed) =>
      new Promise((resolve) => {
        if (isFollowed) followed.push(id);
        sent.push({ id, at: Date.now() - startedAt });
        underWay.set(id, (outcome) => {
          underWay.delete(id);
          resolve({ outcome, over: outcome?.reason === null, written: Promise.resolve() });
        });
      }),
    onDone: ({ id }, written) => (written ? done : letGo).push(id),
    onShut: () => {
      shut += 1;
    },
    onQuiet: () => {
      quiet += 1;
    },
  });
  const delivery = (id: string, version = 1): OwedDelivery => ({
    id,
    event,
    webhook: masheryWebhook({ version, limits: { ...defaultLimits, ...limits } }),
    payload: null,
    attempts: 0,
    roundAttempts: 0,
    ordered: false,
    ticket: null,
  });
  /** What comes next for an object that keeps its order. Its id begins with the name of the object. */
  const ordered = (id: string): OwedDelivery => ({
    ...delivery(id),
    event: { ...event, objectId: id.slice(0, 1) },
    ordered: true,
  });
  return {
    lane: own,
    delivery,
    /** What goes out one after the other. */
    addRun: (...ids: string[]) => own.add(ids.map(ordered)),
    /** Each an operation of its own. */
    add: (...ids: string[]) => ids.forEach((id) => void own.add([delivery(id)])),
    async end(id: string, outcome: Outcome | null = answered(200)) {
      const answer = underWay.get(id);
      if (answer === undefined) throw new Error(`${id} is not being sent`);
      answer(outcome);
      await pass(0);
    },
    underWay: () => [...underWay.keys()],
    sent,
    done,
    /** What has left memory with nothing having come of it. */
    letGo,
    /** What was sent while the next one of its object was held as well. */
    followed,
    quiet: () => quiet,
    /** How often it was not to be sent to for a while. */
    shut: () => shut,
  };
}
/** Lets so much time go by. */
export const pass = (ms: number) => vi.advanceTimersByTimeAsync(ms);
