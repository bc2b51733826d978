/** One shortcut: the keys in their order, what it does in words, and how. */
export interface Shortcut {
  /** One name as `keyName` gives it, or two for a chord. */
  keys: readonly string[];
  words: string;
  /** Left out where the browser does it by itself: Enter follows a link. */
  run?: (event: KeyboardEvent) => void;
  /** Also while somebody types, and while shortcuts are switched off: only for keys that write nothing. */
  always?: boolean;
  /** Whether it means something now; otherwise the key is left to others, and not listed. */
  when?: () => boolean;
}

export interface ShortcutGroup {
  title: string;
  shortcuts: readonly Shortcut[];
}

const groups = new Set<() => ShortcutGroup>();

/** Adds shortcuts until the answer is called. What is added later wins over what was there: the page over the frame. */
export function addShortcuts(group: () => ShortcutGroup): () => void {
  groups.add(group);
  return () => {
    groups.delete(group);
  };
}

/** All that means something now, the newest first. */
export function shortcutsNow(): Shortcut[] {
  return [...groups]
    .reverse()
    .flatMap((group) => group().shortcuts)
    .filter(({ when }) => when === undefined || when());
}

/** The same for people: by title, what is said twice only once. */
export function shortcutGroupsNow(): ShortcutGroup[] {
  const found = new Map<string, Map<string, Shortcut>>();
  for (const group of groups) {
    const { title, shortcuts } = group();
    const own = found.get(title) ?? new Map<string, Shortcut>();
    for (const shortcut of shortcuts) {
      if (shortcut.when === undefined || shortcut.when()) own.set(shortcut.keys.join(' '), shortcut);
    }
    if (own.size > 0) found.set(title, own);
  }
  return [...found].map(([title, own]) => ({ title, shortcuts: [...own.values()] }));
}
