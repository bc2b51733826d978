import type { Clock } from '../../base/clock.ts';
import { afterTry, type Tries, type TriesLimit, waitMs, withoutOne } from './tries.ts';

/** Keeps whoever guesses from guessing fast. Each node counts for itself; a restart forgets. */
export interface Throttle {
  /**
   * Begins a try under these names. It counts as wrong until `right` is called, so that tries at the same time are
   * counted too. `waitSeconds` above 0: it is too early, and nothing may be looked at.
   */
  begin(names: TryNames): { waitSeconds: number; right(): void };
}

/** Whom a try is for, where it names one, and where it comes from. */
export interface TryNames {
  account: string | null;
  address: string;
}

/** People mistype; many of them can be behind one address. */
const limits: Record<'account' | 'address', TriesLimit> = { account: { free: 5 }, address: { free: 20 } };
const maxRemembered = 10_000;

export function createThrottle({ clock }: { clock: Pick<Clock, 'nowMs'> }): Throttle {
  const known = new Map<string, Tries>();

  function remember(key: string, tries: Tries): void {
    // Put at the end anew: a map keeps the order in which things were added, and the oldest goes first.
    known.delete(key);
    known.set(key, tries);
    for (const oldest of known.keys()) {
      if (known.size <= maxRemembered) break;
      known.delete(oldest);
    }
  }

  return {
    begin({ account, address }) {
      const nowMs = clock.nowMs();
      const keys = [
        ...(account === null ? [] : [{ key: `account ${account}`, limit: limits.account }]),
        { key: `address ${address}`, limit: limits.address },
      ];
      const longestMs = Math.max(...keys.map(({ key, limit }) => waitMs(known.get(key), limit, nowMs)));
      if (longestMs > 0) return { waitSeconds: Math.ceil(longestMs / 1000), right() {} };
      for (const { key } of keys) remember(key, afterTry(known.get(key), nowMs));
      return {
        waitSeconds: 0,
        right() {
          if (account !== null) known.delete(`account ${account}`);
          // Others may be guessing from there: only this try is taken back.
          const tries = known.get(`address ${address}`);
          if (tries !== undefined) known.set(`address ${address}`, withoutOne(tries));
        },
      };
    },
  };
}
