/** What is known of a key press; a KeyboardEvent has it. */
export interface Pressed {
  key: string;
  ctrlKey?: boolean;
  metaKey?: boolean;
  altKey?: boolean;
  shiftKey?: boolean;
  isComposing?: boolean;
  getModifierState?: (name: 'AltGraph') => boolean;
}

const letter = /^\p{L}$/u;

/**
 * A key press as shortcuts name it: "j", "?", "Enter", "Shift x", "Ctrl k" (which is ⌘ on a Mac as well). Undefined for what
 * no shortcut has: Alt, a letter that is still being composed, a modifier by itself.
 */
export function keyName(pressed: Pressed): string | undefined {
  const { key, ctrlKey, metaKey, altKey, shiftKey, isComposing } = pressed;
  if (isComposing === true || ['Shift', 'Control', 'Meta', 'Alt', 'AltGraph', 'Dead'].includes(key)) {
    return undefined;
  }
  // Some keyboards have [ and ] on a third level only, which some systems report as Ctrl and Alt together.
  if (pressed.getModifierState?.('AltGraph') === true) return key;
  if (altKey === true) return undefined;
  const name = letter.test(key) ? key.toLowerCase() : key;
  if (ctrlKey === true || metaKey === true) return shiftKey === true ? undefined : `Ctrl ${name}`;
  return shiftKey === true && letter.test(key) ? `Shift ${name}` : name;
}
