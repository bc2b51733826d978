import { Modal, Switch } from '@mantine/core';
import { useState } from 'react';
import { useShortcutsOn } from '../../shared/keys/on-off.ts';
import { shortcutGroupsNow } from '../../shared/keys/registry.ts';
import classes from './shortcuts-dialog.module.css';

/** The keys that mean something on this very page, and the switch for all of them. */
export function ShortcutsDialog({ onClose }: { onClose: () => void }) {
  const [on, setOn] = useShortcutsOn();
  // As they were when it was opened: the dialog itself is no page.
  const [groups] = useState(shortcutGroupsNow);
  return (
    <Modal opened onClose={onClose} title="Keyboard shortcuts" size={720}>
      <Switch
        label="Single keys act"
        description="Off: only Ctrl K does. Kept in this browser."
        checked={on}
        onChange={({ currentTarget }) => setOn(currentTarget.checked)}
      />
      <div className={classes.groups}>
        {groups.map(({ title, shortcuts }) => (
          <section key={title} aria-label={title}>
            <h3>{title}</h3>
            <dl>
              {shortcuts.map(({ keys, words }) => (
                <div key={keys.join(' ')}>
                  <dt>
                    {keys.map((key, index) => (
                      // biome-ignore lint/suspicious/noArrayIndexKey: g g has the same key twice, and its order is fixed.
                      <kbd key={index}>{inWords(key)}</kbd>
                    ))}
                  </dt>
                  <dd>{words}</dd>
                </div>
              ))}
            </dl>
          </section>
        ))}
      </div>
    </Modal>
  );
}

function inWords(key: string): string {
  if (key === 'Escape') return 'Esc';
  return key.startsWith('Ctrl ') ? `Ctrl ${key.slice(5).toUpperCase()}` : key;
}
