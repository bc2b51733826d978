import type { ReactNode } from 'react';

/** A page: its path in the router's notation, and how its chunk is fetched. */
export interface PageEntry {
  path: string;
  load: () => Promise<{ default: () => ReactNode }>;
}

export const page = <Name extends string>(
  path: string,
  load: () => Promise<Record<Name, () => ReactNode>>,
  name: Name,
): PageEntry => ({ path, load: async () => ({ default: (await load())[name] }) });
