import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import { answered, heldLane as lane, pass } from '../../../test/harness/held-lane.ts';
import { keptWhenShut } from './share.ts';

beforeEach(() => vi.useFakeTimers());
afterEach(() => vi.useRealTimers());

describe('a lane', () => {
  it('sends different operations side by side, up to its limit', async () => {
    const { add, end, underWay } = lane({ concurrency: 2 });
    add('a', 'b', 'c');
    expect(underWay()).toEqual(['a', 'b']);
    await end('b');
    expect(underWay()).toEqual(['a', 'c']);
  });

  it('sends what belongs to one operation one after the other, whatever its limit', async () => {
    const own = lane({ concurrency: 9 });
    own.lane.add(['key', 'application', 'member'].map((id) => own.delivery(id)));
    for (const id of ['key', 'application', 'member']) {
      expect(own.underWay()).toEqual([id]);
      await own.end(id, answered(id === 'key' ? 500 : 200));
    }
    expect(own.done).toEqual(['key', 'application', 'member']);
  });

  it('is quiet and forgettable when all is sent and well, and only then', async () => {
    const { lane: own, add, end, quiet } = lane();
    add('a', 'b');
    await end('a', answered(500));
    expect([own.isForgettable(), quiet()]).toEqual([false, 0]);
    await end('b');
    expect([own.isForgettable(), quiet()]).toEqual([true, 1]);
    add('c');
    await end('c', answered(500));
    expect([own.isForgettable(), quiet()]).toEqual([false, 2]);
  });

  it('gives back what is not being sent, the rest of an operation included', async () => {
    const own = lane({ concurrency: 1 });
    own.lane.add([own.delivery('a'), own.delivery('b')]);
    own.lane.add([own.delivery('c', 2)]);
    expect(own.lane.webhooks().map(({ version }) => version)).toEqual([1, 2]);
    expect(own.lane.takeOut(() => true).map(({ id }) => id)).toEqual(['b', 'c']);
    expect(own.lane.webhooks()).toEqual([]);
    await own.end('a');
    expect([own.sent.map(({ id }) => id), own.quiet()]).toEqual([['a'], 1]);
  });
});

describe('a lane whose receiver is down', () => {
  async function opened() {
    const own = lane({ concurrency: 1 });
    own.add('a', 'b', 'c', 'd', 'e');
    for (const id of ['a', 'b', 'c']) await own.end(id, answered(500));
    return own;
  }

  it('keeps what waits and attempts nothing until its time is over', async () => {
    const { lane: own, underWay, done } = await opened();
    expect([own.isOpen(), underWay(), done]).toEqual([false, [], ['a', 'b', 'c']]);
    await pass(999);
    expect([own.isOpen(), underWay()]).toEqual([false, []]);
    await pass(1);
    expect(underWay()).toEqual(['d']);
  });

  it('sends one probe and nothing beside it, however much waits', async () => {
    const own = lane({ concurrency: 16 });
    own.add('a', 'b', 'c', 'd', 'e', 'f');
    for (const id of ['a', 'b', 'c', 'd', 'e', 'f']) await own.end(id, answered(500));
    own.add('g', 'h', 'i');
    await pass(1_000);
    expect([own.underWay(), own.lane.isOpen()]).toEqual([['g'], false]);
    own.add('j');
    await pass(100_000);
    expect(own.underWay()).toEqual(['g']);
    await own.end('g');
    expect([own.underWay(), own.lane.isOpen()]).toEqual([['h', 'i', 'j'], true]);
  });

  it('waits for longer after each probe that fails, and sends everything once one goes well', async () => {
    const { sent, end, add, lane: own } = await opened();
    await pass(1_000);
    await end('d', answered(500));
    await pass(1_999);
    expect(sent.map(({ id }) => id)).not.toContain('e');
    await pass(1);
    await end('e');
    add('f', 'g');
    await end('f');
    await end('g');
    expect(sent.slice(3).map(({ at }) => at)).toEqual([1_000, 3_000, 3_000, 3_000]);
    expect(own.isForgettable()).toBe(true);
  });

  it('asks another one to be the probe where no attempt could be made', async () => {
    const { end, underWay } = await opened();
    await pass(1_000);
    await end('d', null);
    expect(underWay()).toEqual(['e']);
  });

  it('puts the rest of an operation back, ahead of what came later', async () => {
    const own = lane({ concurrency: 1 });
    own.lane.add(['a', 'b', 'c', 'd'].map((id) => own.delivery(id)));
    own.add('later');
    for (const id of ['a', 'b', 'c']) await own.end(id, answered(500));
    expect(own.underWay()).toEqual([]);
    await pass(1_000);
    await own.end('d');
    expect(own.sent.map(({ id }) => id)).toEqual(['a', 'b', 'c', 'd', 'later']);
  });

  it('can be cleared while it sleeps, and sends what is added afterwards when its time is over', async () => {
    const { lane: own, add, underWay, sent } = await opened();
    await pass(400);
    expect(own.takeOut(() => true).map(({ id }) => id)).toEqual(['d', 'e']);
    await pass(0);
    add('new');
    await pass(599);
    expect(underWay()).toEqual([]);
    await pass(1);
    expect(sent.map(({ id }) => id)).toEqual(['a', 'b', 'c', 'new']);
  });

  const many = Array.from({ length: 30 }, (_, at) => `m${at}`);

  it('hands back what waits but for a few, the next probes, each once', async () => {
    const own = lane({ concurrency: 4 });
    own.add(...many);
    for (const id of many.slice(0, 4)) await own.end(id, answered(500));
    expect([own.done.length, own.shut(), own.underWay().length]).toEqual([4, 1, 2]);
    expect(own.letGo).toEqual(many.slice(6 + keptWhenShut));
    // Two were under way when it was found to be down.
    for (const id of many.slice(4, 6)) await own.end(id, answered(500));
    expect([own.shut(), own.letGo.length]).toEqual([1, 14]);
    await pass(1_000);
    expect(own.underWay()).toEqual([many[6]]);
    await own.end(many[6]!, answered(500));
    expect([own.shut(), own.letGo.length]).toEqual([2, 14]);
    await pass(2_000);
    for (const id of many.slice(7, 6 + keptWhenShut)) await own.end(id);
    expect(own.lane.isForgettable()).toBe(true);
    expect([...own.done, ...own.letGo].sort()).toEqual([...many].sort());
  });

  it('hands back what was on its way into memory as well, until it has answered', async () => {
    const { lane: own, add, end, letGo } = await opened();
    add(...many);
    expect(letGo).toEqual(many.slice(keptWhenShut - 2));
    await pass(1_000);
    add('late');
    expect(letGo).not.toContain('late');
    add('later');
    expect(letGo).toContain('later');
    await end('d');
    add('wanted');
    expect([letGo.includes('wanted'), own.isOpen()]).toEqual([false, true]);
  });

  it('keeps what belongs to an operation that is being sent ahead of what waits', async () => {
    const own = lane({ concurrency: 4 });
    own.add('a', 'b', 'c');
    own.lane.add([...Array(keptWhenShut + 3).keys()].map((at) => own.delivery(`operation-${at}`)));
    own.add('w1', 'w2', 'w3');
    for (const id of ['a', 'b', 'c']) await own.end(id, answered(500));
    // The first two of the others went out when others had ended.
    expect(own.letGo).toEqual(['operation-11', 'operation-12', 'w3']);
  });

  it('keeps all that waits in a pause that is short', async () => {
    const own = lane({ concurrency: 1 }, { openMs: 3_000 });
    own.add(...many);
    await own.end('m0', answered(429, { 'retry-after': '1' }));
    expect([own.lane.isOpen(), own.letGo, own.shut()]).toEqual([false, [], 0]);
    await pass(1_000);
    await own.end('m1', answered(429, { 'retry-after': '7' }));
    expect([own.lane.isOpen(), own.letGo.length, own.shut()]).toEqual([false, 18, 1]);
  });

  it('rests as long as a 429 asks for', async () => {
    const { add, end, underWay, lane: own } = lane({ concurrency: 1 });
    add('a', 'b');
    await end('a', answered(429, { 'retry-after': '7' }));
    await pass(6_999);
    expect([underWay(), own.isOpen()]).toEqual([[], false]);
    await pass(1);
    expect(underWay()).toEqual(['b']);
  });
});

describe('a lane with a rate', () => {
  it('is remembered for as long as it would be sent to more slowly, and no longer', async () => {
    const { lane: own, add, end } = lane({ ratePerSecond: 1, burst: 2 });
    add('a');
    await end('a', answered(200));
    expect(own.isForgettable()).toBe(false);
    await vi.advanceTimersByTimeAsync(999);
    expect(own.isForgettable()).toBe(false);
    await vi.advanceTimersByTimeAsync(1);
    expect(own.isForgettable()).toBe(true);
  });

  it('lets a burst out and spreads the rest', async () => {
    const { add, sent } = lane({ ratePerSecond: 10, burst: 2 });
    add('a', 'b', 'c', 'd', 'e');
    await pass(1_000);
    expect(sent.map(({ at }) => at)).toEqual([0, 0, 100, 200, 300]);
  });

  it('counts each delivery of an operation, and the probe too', async () => {
    const own = lane({ ratePerSecond: 1, burst: 1 });
    own.lane.add(['a', 'b', 'c', 'd'].map((id) => own.delivery(id)));
    for (const id of ['a', 'b', 'c']) {
      expect(own.underWay()).toEqual([id]);
      await own.end(id, answered(500));
      await pass(1_000);
    }
    await own.end('d');
    expect(own.sent.map(({ at }) => at)).toEqual([0, 1_000, 2_000, 3_000]);
  });

  it('loses no token when it is cleared while it sleeps', async () => {
    const { lane: own, add, sent } = lane({ ratePerSecond: 1, burst: 1 });
    add('a', 'b');
    await pass(500);
    expect(own.takeOut(() => true).map(({ id }) => id)).toEqual(['b']);
    await pass(0);
    add('c');
    await pass(499);
    expect(sent).toHaveLength(1);
    await pass(1);
    expect(sent.map(({ id, at }) => [id, at])).toEqual([
      ['a', 0],
      ['c', 1_000],
    ]);
  });
});
