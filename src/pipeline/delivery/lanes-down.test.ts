import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import { lanesThat, owedDelivery, settle, well } from '../../../test/harness/lanes.ts';
import type { OwedDelivery } from '../handover.ts';
import type { Outcome } from './attempt.ts';
import type { Sent } from './attempt-delivery.ts';
import { defaultBreakerSettings } from './breaker.ts';
import type { Lanes, LanesOptions } from './lanes.ts';
import { keptWhenShut, memoryLimits } from './share.ts';

const { maxPerWebhook, maxTotal } = memoryLimits;
const { openMs } = defaultBreakerSettings;
const dead = Array.from({ length: 200 }, (_, at) => `dead-${at}`);

// Not "setImmediate": what waits for nothing from outside goes on.
beforeEach(() => void vi.useFakeTimers({ toFake: ['setTimeout', 'clearTimeout', 'performance', 'Date'] }));
afterEach(() => void vi.useRealTimers());

const failed = (reason: Outcome['reason']): Sent => {
  const outcome = { answer: null, timings: { total: 1 }, reason, detail: null };
  return { outcome, over: false, written: Promise.resolve() };
};

/** Lanes with the limits of a node, and all that became of what was added. */
function nodeLanes(send: (webhookId: string) => Promise<Sent>) {
  const left = { sent: 0, handedBack: new Set<string>() };
  let added = 0;
  const onDone: LanesOptions['onDone'] = ({ id }, written) => {
    if (written) left.sent += 1;
    else left.handedBack.add(id);
  };
  const webhooks = new Map<string, OwedDelivery>();
  const owed = (webhookId: string, id: string): OwedDelivery => {
    const like = webhooks.get(webhookId) ?? owedDelivery(webhookId, id, id, { concurrency: 16 });
    webhooks.set(webhookId, like);
    return { ...like, id, event: { ...like.event, transactionId: id } };
  };
  const lanes = lanesThat(({ webhook }) => send(webhook.id), memoryLimits, onDone);
  return {
    lanes,
    left,
    added: () => added,
    /** Adds what a claim would from a long backlog: as much as there is room for, but no more than that. */
    fill(webhookId: string, most = maxPerWebhook): number {
      const room = Math.min(lanes.room(webhookId), most);
      lanes.add(Array.from({ length: room }, () => owed(webhookId, `${webhookId}-${added++}`)));
      return room;
    },
  };
}

/** Until it may hold as much as any webhook may, or gets no further. */
async function grown(lanes: Lanes, fill: (webhookId: string) => number, webhookId: string): Promise<number> {
  let most = 0;
  for (let round = 0; round < 20; round++) {
    most = Math.max(most, lanes.room(webhookId));
    fill(webhookId);
    await vi.waitFor(() => expect(lanes.webhooks().map(({ id }) => id)).not.toContain(webhookId));
    await settle();
  }
  return most;
}

describe('two hundred receivers that refuse', () => {
  async function refusing() {
    const own = nodeLanes(async (id) => (id.startsWith('dead') ? failed('connect-refused') : well()));
    for (const id of dead) {
      own.fill(id, 500);
      await settle();
    }
    return own;
  }

  it('keep a few places each, and a healthy one has all that any may have', async () => {
    const { lanes } = await refusing();
    expect(lanes.pauses().size).toBe(dead.length);
    expect(lanes.size()).toBe(dead.length * keptWhenShut);
    expect(lanes.room('healthy')).toBe(maxPerWebhook);
  });

  it('lose nothing: what was not sent is handed back, each once', async () => {
    const { lanes, left, added } = await refusing();
    expect(left.sent + left.handedBack.size + lanes.size()).toBe(added());
    expect(left.sent).toBe(dead.length * 16);
  });

  it('take nothing back while they are shut, and one probe each from what they have kept', async () => {
    const { lanes, left, fill } = await refusing();
    expect(dead.map((id) => fill(id))).toEqual(dead.map(() => 0));
    const handedBack = left.handedBack.size;
    await vi.advanceTimersByTimeAsync(openMs - 1);
    expect(dead.map((id) => fill(id))).toEqual(dead.map(() => 0));
    await vi.advanceTimersByTimeAsync(1);
    await settle();
    expect(left.sent).toBe(dead.length * 17);
    // Their probes have failed: they are shut for longer, and nothing went back and forth.
    expect(dead.map((id) => fill(id))).toEqual(dead.map(() => 0));
    expect([left.handedBack.size, lanes.size()]).toEqual([handedBack, dead.length * (keptWhenShut - 1)]);
  });
});

describe('two hundred receivers that hang', () => {
  it('leave room to a healthy one before any has timed out, and all that any may have afterwards', async () => {
    const hanging: ((sent: Sent) => void)[] = [];
    const { lanes, fill, left, added } = nodeLanes((id) =>
      id === 'healthy' ? Promise.resolve(well()) : new Promise((resolve) => hanging.push(resolve)),
    );
    for (const id of dead) fill(id);
    expect(lanes.size()).toBeGreaterThan(maxTotal / 2);
    // It begins with a few, and gets through them in no time.
    expect(await grown(lanes, fill, 'healthy')).toBeGreaterThan(1_000);

    // Those that had little room have to be tried again to be found out.
    while (lanes.pauses().size < dead.length) {
      for (const timeOut of hanging.splice(0)) timeOut(failed('answer-timeout'));
      await settle();
      for (const id of dead) fill(id);
    }
    for (const timeOut of hanging.splice(0)) timeOut(failed('answer-timeout'));
    await settle();
    expect(lanes.size()).toBeLessThanOrEqual(dead.length * keptWhenShut);
    expect(left.sent + left.handedBack.size + lanes.size()).toBe(added());
    expect(lanes.room('healthy')).toBe(maxPerWebhook);
  });
});

describe('a receiver that was down', () => {
  it('is claimed for in small numbers until it gets through many', async () => {
    let up = false;
    const { lanes, fill } = nodeLanes(async () => (up ? well() : failed('connect-refused')));
    fill('w');
    await settle();
    up = true;
    await vi.advanceTimersByTimeAsync(openMs);
    await vi.waitFor(() => expect(lanes.size()).toBe(0));
    const rooms: number[] = [];
    while (rooms.at(-1) !== maxPerWebhook && rooms.length < 10) {
      rooms.push(fill('w'));
      await vi.waitFor(() => expect(lanes.size()).toBe(0));
    }
    expect(rooms).toEqual([20, 60, maxPerWebhook]);
  });
});
