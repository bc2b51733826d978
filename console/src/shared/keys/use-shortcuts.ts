import { useEffect, useRef } from 'react';
import { addShortcuts, type Shortcut } from './registry.ts';

/** Shortcuts for as long as the component is there. `title` is the heading that they are listed under. */
export function useShortcuts(title: string, shortcuts: readonly Shortcut[]): void {
  const latest = useRef(shortcuts);
  useEffect(() => {
    latest.current = shortcuts;
  });
  useEffect(() => addShortcuts(() => ({ title, shortcuts: latest.current })), [title]);
}
