import { useState } from 'react';
import { nothing, pageState, pageToggled, type Selection, toggled } from './selection.ts';

/** The selection of a list, and what its boxes do. */
export interface UsedSelection {
  /** Nothing is selected. */
  empty: boolean;
  /** All that the filters match, on whatever page. */
  all: boolean;
  ids: ReadonlySet<string>;
  has(id: string): boolean;
  page: 'all' | 'some' | 'none';
  toggle(id: string, range: boolean): void;
  togglePage(): void;
  selectAll(): void;
  clear(): void;
}

/**
 * What is selected in a list whose page has these ids. It stays while pages are turned; `of` says what the list shows, its
 * filters: with others nothing is selected.
 */
export function useSelection(of: string, page: readonly string[]): UsedSelection {
  const [kept, setKept] = useState<{ of: string; selection: Selection }>({ of, selection: nothing });
  const selection = kept.of === of ? kept.selection : nothing;
  const { ids, all } = selection;
  const set = (next: Selection) => setKept({ of, selection: next });
  return {
    empty: !all && ids.size === 0,
    all,
    ids,
    has: (id) => all || ids.has(id),
    page: pageState(selection, page),
    toggle: (id, range) => set(toggled(selection, id, { page, range })),
    togglePage: () => set(pageToggled(selection, page)),
    selectAll: () => set({ ids: new Set(), all: true, last: null }),
    clear: () => set(nothing),
  };
}
