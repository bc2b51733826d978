import type { Ids } from '../base/ids.ts';

/** Keys that come out the same each time they are asked for from the beginning. */
export interface RepeatedKeys {
  again(): Pick<Ids, 'key'>;
}

/**
 * A plan may be made several times before it is saved, and a "before" receiver has by then been shown the generated
 * key of the first one: so it must be that key that is saved.
 */
export function createRepeatedKeys(ids: Pick<Ids, 'key'>): RepeatedKeys {
  const made: string[] = [];
  return {
    again() {
      let next = 0;
      return {
        key(length) {
          const known = made[next];
          // Another length means another plan (a moderated package, say): then a new key is the right answer.
          const key = known?.length === length ? known : ids.key(length);
          made[next++] = key;
          return key;
        },
      };
    },
  };
}
