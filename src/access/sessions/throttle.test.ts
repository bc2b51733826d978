import fc from 'fast-check';
import { expect, it } from 'vitest';
import { createThrottle, type TryNames } from './throttle.ts';

function throttleAt(startMs = 0) {
  let nowMs = startMs;
  const throttle = createThrottle({ clock: { nowMs: () => nowMs } });
  return {
    begin: (names: Partial<TryNames> = {}) =>
      throttle.begin({ account: 'acme ana', address: '192.0.2.1', ...names }),
    wait: (seconds: number) => {
      nowMs += seconds * 1000;
    },
  };
}

it('lets five wrong tries under one name through, and then one each 30 s, 60 s, 120 s', () => {
  const { begin, wait } = throttleAt();
  for (let i = 0; i < 5; i += 1) expect(begin({ address: `192.0.2.${i}` }).waitSeconds).toBe(0);
  for (const seconds of [30, 60, 120]) {
    expect(begin().waitSeconds).toBe(seconds);
    wait(seconds - 1);
    expect(begin().waitSeconds).toBe(1);
    wait(1);
    expect(begin().waitSeconds).toBe(0);
  }
});

it('never makes anybody wait for longer than a quarter of an hour', () => {
  const { begin, wait } = throttleAt();
  for (let i = 0; i < 100; i += 1) {
    const { waitSeconds } = begin();
    expect(waitSeconds).toBeLessThanOrEqual(900);
    wait(waitSeconds);
  }
});

it('counts tries that are still under way, so that many at once are no way around it', () => {
  const { begin } = throttleAt();
  const waits = Array.from({ length: 50 }, () => begin().waitSeconds);
  expect(waits.filter((seconds) => seconds === 0)).toHaveLength(5);
});

it('forgets wrong tries under a name once one was right, and those of an address only one by one', () => {
  const { begin } = throttleAt();
  for (let i = 0; i < 4; i += 1) begin();
  begin().right();
  for (let i = 0; i < 5; i += 1) expect(begin().waitSeconds).toBe(0);
  expect(begin().waitSeconds).toBe(30);
  // Nine wrong ones so far; eleven more, each under another name, with right ones in between.
  for (let i = 0; i < 11; i += 1) {
    expect(begin({ account: `other ${i}` }).waitSeconds).toBe(0);
    begin({ account: 'mine' }).right();
  }
  expect(begin({ account: 'mine' }).waitSeconds).toBe(30);
  expect(begin({ account: 'mine', address: '192.0.2.2' }).waitSeconds).toBe(0);
});

it('forgets what is half an hour ago', () => {
  const { begin, wait } = throttleAt();
  for (let i = 0; i < 5; i += 1) begin();
  wait(1801);
  for (let i = 0; i < 5; i += 1) expect(begin().waitSeconds).toBe(0);
});

it('remembers only so many names, the latest', () => {
  const { begin } = throttleAt();
  for (let i = 0; i < 5; i += 1) begin({ account: 'first', address: 'first' });
  for (let i = 0; i < 5; i += 1) begin({ account: 'last', address: 'last' });
  for (let i = 0; i < 4999; i += 1) begin({ account: `${i}`, address: `${i}` });
  expect(begin({ account: 'last', address: 'y' }).waitSeconds).toBe(30);
  expect(begin({ account: 'first', address: 'x' }).waitSeconds).toBe(0);
});

it('never looks at more than the free tries and one for each wait, whatever the pace', () => {
  fc.assert(
    fc.property(fc.array(fc.integer({ min: 0, max: 200 }), { maxLength: 200 }), (pauses) => {
      const { begin, wait } = throttleAt();
      let looked = 0;
      let elapsed = 0;
      for (const pause of pauses) {
        wait(pause);
        elapsed += pause;
        if (begin().waitSeconds === 0) looked += 1;
      }
      expect(looked).toBeLessThanOrEqual(5 + elapsed / 30);
    }),
  );
});
