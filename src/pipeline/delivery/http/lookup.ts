import type { LookupAddress, LookupOptions } from 'node:dns';

/** Finds every address of a name; `lookup` of `node:dns` is one. Handed in, so that tests can answer as they like. */
export type Lookup = (
  hostname: string,
  options: LookupOptions & { all: true },
  callback: (error: NodeJS.ErrnoException | null, addresses: LookupAddress[]) => void,
) => void;
