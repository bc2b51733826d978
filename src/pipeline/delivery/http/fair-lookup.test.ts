import type { LookupAddress } from 'node:dns';
import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import { testReceiver } from '../../../../test/harness/sending/receiver.ts';
import { testSender } from '../../../../test/harness/sending/sender.ts';
import { createAddressGuard } from './address-guard.ts';
import { createCheckDestination } from './check-destination.ts';
import { createFairLookup, lookupsOf } from './fair-lookup.ts';
import type { Lookup } from './lookup.ts';

const limitMs = 1_000;
const address: LookupAddress = { address: '127.0.0.1', family: 4 };

/** A resolver that answers for a name when the test says so: for those that hang, never. */
function heldResolver(most: number) {
  const asked: string[] = [];
  const open = new Map<string, (error: NodeJS.ErrnoException | null, addresses: LookupAddress[]) => void>();
  const lookup: Lookup = (hostname, _options, callback) => {
    asked.push(hostname);
    open.set(hostname, callback);
  };
  const fair = createFairLookup({ lookup, most, limitMs });
  const outcomes: string[] = [];
  const ask = (hostname: string, family?: number) =>
    fair(hostname, { all: true, ...(family !== undefined && { family }) }, (error, addresses) => {
      outcomes.push(`${hostname} ${error === null ? addresses.map((one) => one.address) : codeOf(error)}`);
    });
  const answer = (hostname: string, error: NodeJS.ErrnoException | null = null) => {
    const callback = open.get(hostname);
    open.delete(hostname);
    callback?.(error, error === null ? [address] : []);
  };
  /** Has a name be one that was answered in time. */
  const known = (hostname: string) => {
    ask(hostname);
    answer(hostname);
  };
  return { ask, answer, known, asked, outcomes, underWay: () => [...open.keys()] };
}
const codeOf = (error: NodeJS.ErrnoException) => error.code ?? error.message;

describe('looking names up', () => {
  beforeEach(() => void vi.useFakeTimers());
  afterEach(() => void vi.useRealTimers());

  it('asks once for all who want the same name at a time, and anew afterwards', () => {
    const { ask, answer, asked, outcomes } = heldResolver(4);
    for (let count = 0; count < 16; count++) ask('a');
    expect(asked).toEqual(['a']);
    answer('a');
    expect(outcomes).toEqual(Array(16).fill('a 127.0.0.1'));
    ask('a');
    expect(asked).toEqual(['a', 'a']);
  });

  it('does not take an answer for one family for that of another', () => {
    const { ask, asked } = heldResolver(4);
    ask('a', 4);
    ask('a', 6);
    expect(asked).toEqual(['a', 'a']);
  });

  it('tells all who asked of an error', () => {
    const { ask, answer, outcomes } = heldResolver(2);
    ask('a');
    ask('a');
    answer('a', Object.assign(new Error('no such name'), { code: 'ENOTFOUND' }));
    expect(outcomes).toEqual(['a ENOTFOUND', 'a ENOTFOUND']);
  });

  it('goes on with names that were answered before, whatever else hangs', () => {
    const { ask, answer, known, outcomes, underWay } = heldResolver(2);
    known('good');
    for (let count = 0; count < 50; count++) ask(`hangs-${count}`);
    expect(underWay()).toEqual(['hangs-0']);
    ask('good');
    answer('good');
    expect(outcomes).toEqual(['good 127.0.0.1', 'good 127.0.0.1']);
  });

  it('lets those that have hung wait behind those that nothing is known of', () => {
    const { ask, answer, underWay } = heldResolver(4);
    ask('hangs-1');
    ask('hangs-2');
    vi.advanceTimersByTime(limitMs);
    answer('hangs-1');
    answer('hangs-2');
    ask('hangs-1');
    ask('hangs-2');
    ask('new-1');
    ask('new-2');
    expect(underWay()).toEqual(['hangs-1', 'new-1']);
    answer('hangs-1');
    expect(underWay()).toEqual(['new-1', 'new-2']);
    answer('new-1');
    expect(underWay()).toEqual(['new-2', 'hangs-2']);
    answer('new-2');
    // Of those that have hung one at a time, even where there is room.
    ask('hangs-3');
    vi.advanceTimersByTime(limitMs);
    answer('hangs-3');
    ask('hangs-3');
    expect(underWay()).toEqual(['hangs-2']);
    answer('hangs-2');
    expect(underWay()).toEqual(['hangs-3']);
  });

  it('says after the limit that it failed, also to those who come later and to those whose turn has not come', () => {
    const { ask, asked, outcomes } = heldResolver(2);
    ask('hangs');
    ask('waits');
    vi.advanceTimersByTime(limitMs / 2);
    ask('hangs');
    vi.advanceTimersByTime(limitMs / 2);
    expect(outcomes).toEqual(['hangs BELLWIRE_LOOKUP_TIMEOUT', 'waits BELLWIRE_LOOKUP_TIMEOUT']);
    vi.advanceTimersByTime(limitMs / 2);
    expect(outcomes.slice(2)).toEqual(['hangs BELLWIRE_LOOKUP_TIMEOUT']);
    expect(asked).toEqual(['hangs']);
  });

  it('learns of a name whose turn came when nobody waited for it any more', () => {
    const { ask, answer, underWay, outcomes } = heldResolver(2);
    ask('hangs');
    ask('good');
    vi.advanceTimersByTime(limitMs);
    answer('hangs');
    expect(underWay()).toEqual(['good']);
    answer('good');
    ask('other');
    ask('good');
    expect(underWay()).toEqual(['other', 'good']);
    answer('good');
    expect(outcomes.at(-1)).toBe('good 127.0.0.1');
  });

  it('refuses further names where a thousand wait', async () => {
    const { ask, outcomes } = heldResolver(2);
    for (let count = 0; count < 1_001; count++) ask(`n${count}`);
    expect(outcomes).toEqual([]);
    ask('one-more');
    await vi.advanceTimersByTimeAsync(0);
    expect(outcomes).toEqual(['one-more BELLWIRE_LOOKUP_TIMEOUT']);
  });

  it('takes the half of the threads that the pool gives to it', () => {
    expect([1, 2, 4, 16, 1024].map(lookupsOf)).toEqual([1, 1, 2, 8, 512]);
  });
});

describe('a name that nobody answers for', () => {
  /** Of the names here, one is never answered, and all others at once. */
  const hanging = (addresses: Record<string, string> = {}) =>
    createFairLookup({
      most: 2,
      limitMs: 200,
      lookup: (hostname, _options, callback) => {
        if (hostname === 'hangs.example') return;
        const found = addresses[hostname] ?? '127.0.0.1';
        setImmediate(() => callback(null, [{ address: found, family: 4 }]));
      },
    });

  it('holds up no other receiver, and fails by itself', async () => {
    const receiver = await testReceiver();
    const send = testSender({ lookup: hanging() });
    expect((await send(`http://well.example:${receiver.port}/`)).reason).toBeNull();
    for (const socket of receiver.connections) socket.destroy();
    const failing = Array.from({ length: 16 }, () => send('http://hangs.example/'));
    await expect.poll(async () => (await send(`http://well.example:${receiver.port}/`)).reason).toBeNull();
    for (const outcome of await Promise.all(failing)) {
      expect(outcome).toMatchObject({
        reason: 'dns-failed',
        answer: null,
        detail: expect.stringContaining('200 ms'),
      });
    }
  });

  it('can be saved, as one that cannot be resolved yet', async () => {
    const check = createCheckDestination(createAddressGuard([]), { lookup: hanging() });
    expect(await check('https://hangs.example/')).toEqual([]);
  });

  it('changes nothing about the judgement of each address for each who asks', async () => {
    const send = testSender({ allowed: [], lookup: hanging({ 'inside.example': '10.0.0.1' }) });
    const outcomes = await Promise.all([1, 2, 3].map(() => send('http://inside.example/')));
    expect(outcomes.map(({ reason }) => reason)).toEqual(Array(3).fill('address-refused'));
  });
});
