import { useEffect } from 'react';
import { type Begun, press } from './chord.ts';
import { keyName } from './key-name.ts';
import { shortcutsOn } from './on-off.ts';
import { shortcutsNow } from './registry.ts';

/** Listens for all shortcuts. Called once, by the frame. */
export function useKeyListener(): void {
  useEffect(() => {
    let begun: Begun = null;
    let busy = false;
    // Asked ahead of all others: a dialog that Esc closes is gone by the time that the key arrives here.
    const onCapture = ({ target }: KeyboardEvent) => {
      busy = isBusy(target);
    };
    function onKeyDown(event: KeyboardEvent) {
      const name = keyName(event);
      if (name === undefined || event.defaultPrevented) return;
      const listening = shortcutsNow().filter(({ always }) => always === true || (!busy && shortcutsOn()));
      const result = press(
        begun,
        name,
        event.timeStamp,
        listening.map(({ keys }) => keys),
      );
      begun = result.begun;
      const run = listening.find(({ keys }) => keys === result.completed)?.run;
      if (run === undefined) {
        if (name === 'Escape' && isSearch(event.target)) event.target.blur();
        return;
      }
      event.preventDefault();
      run(event);
    }
    window.addEventListener('keydown', onCapture, true);
    document.addEventListener('keydown', onKeyDown);
    return () => {
      window.removeEventListener('keydown', onCapture, true);
      document.removeEventListener('keydown', onKeyDown);
    };
  }, []);
}

/** Whether keys belong to something else: a field, a menu, a dialog over the page. */
function isBusy(target: EventTarget | null): boolean {
  if (document.querySelector('[aria-modal="true"]') !== null) return true;
  if (!(target instanceof HTMLElement)) return false;
  if (target.isContentEditable || target.closest('[role="menu"], [role="listbox"], select, textarea')) {
    return true;
  }
  const field = target.closest('input');
  return field !== null && !['checkbox', 'radio', 'button', 'submit'].includes(field.type);
}

function isSearch(target: EventTarget | null): target is HTMLElement {
  return target instanceof HTMLElement && target.matches('[data-search]');
}
