import { useShortcuts } from './use-shortcuts.ts';

// A switch in a row is a box too, but acts at once.
const boxes = 'input[type="checkbox"]:not([role="switch"])';
const rowsOf = () => [...document.querySelectorAll<HTMLElement>('main [data-list] tbody tr')];

/**
 * The keys of a list: a call in the component that shows it is all that is needed. The row in hand is the one that has the
 * focus. A list whose rows have a checkbox can be selected from: `x` presses it, with Shift where a range is meant.
 */
export function useListKeys(): void {
  useShortcuts('Lists', [
    { keys: ['j'], words: 'Next row', run: () => move(1), when: hasRows },
    { keys: ['k'], words: 'Row before', run: () => move(-1), when: hasRows },
    { keys: ['Enter'], words: 'Open the row', when: hasRows },
    { keys: ['x'], words: 'Select the row', run: () => check(false), when: hasBoxes },
    { keys: ['Shift x'], words: 'Select from the last one to here', run: () => check(true), when: hasBoxes },
  ]);
}

function hasRows(): boolean {
  return rowsOf().length > 0;
}

function hasBoxes(): boolean {
  return document.querySelector(`main [data-list] tbody ${boxes}`) !== null;
}

function here(rows: readonly HTMLElement[]): number {
  return rows.findIndex((row) => row.contains(document.activeElement));
}

function move(step: 1 | -1): void {
  const rows = rowsOf();
  const at = here(rows);
  const next = rows[at === -1 ? (step === 1 ? 0 : rows.length - 1) : at + step];
  const link = next?.querySelector<HTMLElement>('a[data-row-link]') ?? next;
  link?.focus();
}

/** As the mouse would do it, so that a list needs one way to select only. */
function check(range: boolean): void {
  const rows = rowsOf();
  const box = rows[here(rows)]?.querySelector<HTMLElement>(boxes);
  box?.dispatchEvent(new MouseEvent('click', { bubbles: true, cancelable: true, shiftKey: range }));
}
