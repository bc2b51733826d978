import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import { createWakeUp } from './wake-up.ts';

beforeEach(() => void vi.useFakeTimers());
afterEach(() => void vi.useRealTimers());

/** Whether something has settled by now, everything done that waits for no timer. */
async function isSettled(promise: Promise<void>): Promise<boolean> {
  let settled = false;
  void promise.then(() => {
    settled = true;
  });
  await vi.advanceTimersByTimeAsync(0);
  return settled;
}

describe('a sleeper', () => {
  it('sleeps until its time has passed', async () => {
    const wakeUp = createWakeUp();
    const sleeping = wakeUp.sleep(1000);
    await vi.advanceTimersByTimeAsync(999);
    expect(await isSettled(sleeping)).toBe(false);
    await vi.advanceTimersByTimeAsync(1);
    expect(await isSettled(sleeping)).toBe(true);
  });

  it('ends its sleep when it is woken, and leaves no timer behind', async () => {
    const wakeUp = createWakeUp();
    const sleeping = wakeUp.sleep(1000);
    wakeUp.wake();
    expect(await isSettled(sleeping)).toBe(true);
    expect(vi.getTimerCount()).toBe(0);
  });

  it('does not fall asleep when it was woken while it was up', async () => {
    const wakeUp = createWakeUp();
    wakeUp.wake();
    wakeUp.wake();
    expect(await isSettled(wakeUp.sleep(1000))).toBe(true);
    // Once: being woken twice is no reason to skip two sleeps.
    expect(await isSettled(wakeUp.sleep(1000))).toBe(false);
  });

  it('remembers being woken after a sleep that ran its time', async () => {
    const wakeUp = createWakeUp();
    const first = wakeUp.sleep(10);
    await vi.advanceTimersByTimeAsync(10);
    expect(await isSettled(first)).toBe(true);
    wakeUp.wake();
    expect(await isSettled(wakeUp.sleep(1000))).toBe(true);
  });
});
