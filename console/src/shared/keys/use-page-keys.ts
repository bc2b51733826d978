import type { Search } from '../routing/search.ts';
import { useGo } from '../routing/use-search.ts';
import { toast } from '../ui/toast.ts';
import { useShortcuts } from './use-shortcuts.ts';

/** `n`: the page's own "+". Who may not is told why, as the button does. */
export function useNewKey(thing: string, onNew: () => void, why: string | undefined): void {
  const run = () => (why === undefined ? onNew() : toast(why));
  useShortcuts('This page', [{ keys: ['n'], words: `New ${thing}`, run }]);
}

/** `Esc`: back to the list that a page was opened from. */
export function useBackKey(to: string, search: Search = {}): void {
  const go = useGo();
  useShortcuts('This page', [{ keys: ['Escape'], words: 'Back to the list', run: () => go(to, { search }) }]);
}

/** `l`: live or not. */
export function useLiveKey(onToggle: () => void): void {
  useShortcuts('Lists', [{ keys: ['l'], words: 'Live, or not', run: onToggle }]);
}
