import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import { answered, heldLane, pass } from '../../../test/harness/held-lane.ts';

beforeEach(() => vi.useFakeTimers());
afterEach(() => vi.useRealTimers());

describe('a run of one object', () => {
  it('goes out one after the other, and only its last is waited for by those that are not held', async () => {
    const { addRun, end, underWay, followed, done } = heldLane({ concurrency: 9 });
    addRun('a1', 'a2', 'a3');
    for (const id of ['a1', 'a2', 'a3']) {
      expect(underWay()).toEqual([id]);
      await end(id);
    }
    expect([done, followed]).toEqual([
      ['a1', 'a2', 'a3'],
      ['a1', 'a2'],
    ]);
  });

  it('ends where one has to be tried again: what follows is let go of, and not sent', async () => {
    const { lane, addRun, end, sent, done, letGo } = heldLane();
    addRun('a1', 'a2', 'a3', 'a4');
    await end('a1');
    await end('a2', answered(500));
    await pass(100_000);
    expect(sent.map(({ id }) => id)).toEqual(['a1', 'a2']);
    expect([done, letGo, lane.webhooks()]).toEqual([['a1', 'a2'], ['a3', 'a4'], []]);
  });

  it('ends where no attempt could be made', async () => {
    const { addRun, end, sent, letGo } = heldLane();
    addRun('a1', 'a2');
    await end('a1', null);
    await pass(0);
    expect([sent.map(({ id }) => id), letGo]).toEqual([['a1'], ['a2']]);
  });

  it('takes one of the requests that may be under way, and its turn behind those that wait', async () => {
    const { addRun, end, underWay, sent } = heldLane({ concurrency: 2 });
    for (const object of ['a', 'b', 'c', 'd']) addRun(`${object}1`, `${object}2`);
    expect(underWay()).toEqual(['a1', 'b1']);
    for (let left = 8; left > 0; left--) {
      expect(underWay().length).toBeLessThanOrEqual(2);
      await end(underWay()[0]!);
    }
    expect(sent.map(({ id }) => id)).toEqual(['a1', 'b1', 'c1', 'd1', 'a2', 'b2', 'c2', 'd2']);
  });

  it('shares a rate with the other objects', async () => {
    const { addRun, end, sent } = heldLane({ ratePerSecond: 1, burst: 1 });
    addRun('a1', 'a2', 'a3');
    addRun('b1', 'b2', 'b3');
    for (const id of ['a1', 'b1', 'a2', 'b2']) {
      await end(id);
      await pass(1_000);
    }
    expect(sent.map(({ id, at }) => [id, at])).toEqual([
      ['a1', 0],
      ['b1', 1_000],
      ['a2', 2_000],
      ['b2', 3_000],
      ['a3', 4_000],
    ]);
  });

  it('waits in memory while the breaker is open, and goes on with the probe', async () => {
    const { lane, addRun, end, sent, letGo } = heldLane({ concurrency: 4 });
    for (const object of ['a', 'b', 'c']) addRun(`${object}1`);
    addRun('d1', 'd2');
    await end('d1');
    for (const object of ['a', 'b', 'c']) await end(`${object}1`, answered(500));
    await end('d2');
    addRun('e1', 'e2');
    await pass(999);
    expect([sent.at(-1)?.id, lane.isOpen(), letGo]).toEqual(['d2', false, []]);
    await pass(1);
    await end('e1');
    await end('e2');
    expect(sent.slice(-2).map(({ id, at }) => [id, at])).toEqual([
      ['e1', 1_000],
      ['e2', 1_000],
    ]);
  });

  it('can be taken out behind what is being sent', async () => {
    const { lane, addRun, end, sent, done, letGo } = heldLane();
    addRun('a1', 'a2', 'a3');
    await end('a1');
    expect(lane.takeOut(() => true).map(({ id }) => id)).toEqual(['a3']);
    await end('a2', answered(500));
    expect([sent.map(({ id }) => id), done, letGo]).toEqual([['a1', 'a2'], ['a1', 'a2'], []]);
  });
});

describe('runs that go out together, as an operation tells of their first', () => {
  it('let go of one object and go on with the others', async () => {
    const { addRun, end, sent, letGo } = heldLane({ concurrency: 9 });
    addRun('a1', 'b1', 'a2', 'b2', 'a3');
    await end('a1', answered(500));
    expect(letGo).toEqual(['a2', 'a3']);
    await end('b1');
    await end('b2');
    expect(sent.map(({ id }) => id)).toEqual(['a1', 'b1', 'b2']);
  });
});
