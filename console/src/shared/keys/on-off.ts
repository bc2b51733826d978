import { readLocalStorageValue, useLocalStorage } from '@mantine/hooks';

const place = { key: 'bellwire-shortcuts', defaultValue: true };

/** Whether single keys act. Kept in this browser; who speaks to the computer may have to switch them off (WCAG 2.1.4). */
export function useShortcutsOn() {
  return useLocalStorage({ ...place, getInitialValueInEffect: false });
}

export function shortcutsOn(): boolean {
  return readLocalStorageValue(place) !== false;
}
