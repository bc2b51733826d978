import { assert, constantFrom, array as fcArray, integer, property } from 'fast-check';
import { describe, expect, it } from 'vitest';
import { createIds, isUuid, uuidAtMs } from './ids.ts';

describe('an id', () => {
  it('is a version 7 UUID with the right variant and the time in front, at any time', () => {
    assert(
      property(integer({ min: 0, max: 2 ** 48 - 1 }), (nowMs) => {
        const id = createIds({ nowMs: () => nowMs }).uuid();
        expect(id).toMatch(/^[0-9a-f]{8}-[0-9a-f]{4}-7[0-9a-f]{3}-[89ab][0-9a-f]{3}-[0-9a-f]{12}$/);
        expect(Number.parseInt(id.replaceAll('-', '').slice(0, 12), 16)).toBe(nowMs);
        expect(isUuid(id)).toBe(true);
      }),
    );
  });

  it('is greater than the one before, whatever the clock does', () => {
    const steps = fcArray(integer({ min: -5000, max: 5000 }), { minLength: 1, maxLength: 50 });
    assert(
      property(steps, constantFrom(1, 3, 300), (moves, each) => {
        let nowMs = 1_760_000_000_000;
        const ids = createIds({ nowMs: () => nowMs });
        const made = moves.flatMap((ms) => {
          nowMs += ms;
          return Array.from({ length: each }, () => ids.uuid());
        });
        expect(made).toEqual([...made].sort());
        expect(new Set(made).size).toBe(made.length);
      }),
      { numRuns: 50 },
    );
  });

  it('goes on into the next millisecond when one is used up', () => {
    const ids = createIds({ nowMs: () => 1_760_000_000_000 });
    const made = Array.from({ length: 0x1000 + 2 }, () => ids.uuid());
    expect(made).toEqual([...made].sort());
    expect(made[0]).toMatch(/^0199c82c-c000-7000-/);
    expect(made.at(-1)).toMatch(/^0199c82c-c001-7001-/);
  });

  it('has a random part that does not repeat', () => {
    const ids = createIds({ nowMs: () => 1_760_000_000_000 });
    const tails = Array.from({ length: 5000 }, () => ids.uuid().slice(19));
    expect(new Set(tails).size).toBe(tails.length);
  });
});

describe('the smallest id of a millisecond', () => {
  it('lies below every id of it and above every id of the one before', () => {
    assert(
      property(integer({ min: 1, max: 2 ** 48 - 1 }), (nowMs) => {
        expect(uuidAtMs(nowMs) <= createIds({ nowMs: () => nowMs }).uuid()).toBe(true);
        expect(uuidAtMs(nowMs) > createIds({ nowMs: () => nowMs - 1 }).uuid()).toBe(true);
      }),
    );
  });

  it('is that of the epoch for what lies before it', () => {
    expect(uuidAtMs(-1)).toBe('00000000-0000-7000-8000-000000000000');
    expect(uuidAtMs(0.9)).toBe(uuidAtMs(0));
  });
});

describe('a key', () => {
  const ids = createIds({ nowMs: () => 0 });

  it('has the length that was asked for, of letters and digits that survive any URL', () => {
    for (const length of [0, 1, 24, 255, 5000]) expect(ids.key(length)).toMatch(/^[a-z0-9]*$/);
    for (const length of [0, 1, 24, 255, 5000]) expect(ids.key(length)).toHaveLength(length);
  });

  it('favours no letter', () => {
    const counts = new Map<string, number>();
    for (const letter of ids.key(720_000)) counts.set(letter, (counts.get(letter) ?? 0) + 1);
    expect(counts.size).toBe(36);
    // 20,000 are expected of each, and a bias of "byte % 36" would give four letters 2,500 more. Ten sigma.
    for (const [letter, count] of counts) expect(Math.abs(count - 20_000), letter).toBeLessThan(1400);
  });
});

describe('random bytes', () => {
  it('stay as they are when more are taken', () => {
    const ids = createIds({ nowMs: () => 0 });
    const first = ids.bytes(32);
    const copy = Buffer.from(first);
    for (let round = 0; round < 500; round++) ids.bytes(64);
    expect(first).toEqual(copy);
    expect(first).toHaveLength(32);
    expect(ids.bytes(10_000)).toHaveLength(10_000);
  });
});

describe('the spelling of an id', () => {
  it('is known in either case, and nothing else is taken for one', () => {
    expect(isUuid('0190A000-0000-7000-8000-00000000000f')).toBe(true);
    for (const text of [
      '',
      '1',
      '0190a000000070008000000000000001',
      '{0190a000-0000-7000-8000-000000000001}',
      '0190a000-0000-7000-8000-00000000000g',
      '0190a000-0000-7000-8000-000000000001\n',
      ' 0190a000-0000-7000-8000-000000000001',
    ]) {
      expect(isUuid(text), JSON.stringify(text)).toBe(false);
    }
  });
});
