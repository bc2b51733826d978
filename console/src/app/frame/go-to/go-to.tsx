import { Button } from '@mantine/core';
import { IconSearch } from '@tabler/icons-react';
import { lazy, Suspense, useState } from 'react';
import { useShortcuts } from '../../../shared/keys/use-shortcuts.ts';
import { usePathValues } from '../../../shared/routing/use-search.ts';
import classes from './go-to.module.css';

const GoToDialog = lazy(async () => ({ default: (await import('./go-to-dialog.tsx')).GoToDialog }));

/** The button that opens the palette, and its key, which acts everywhere. */
export function GoTo() {
  const [opened, setOpened] = useState(false);
  const { org } = usePathValues() as { org?: string };
  useShortcuts('Everywhere', [
    { keys: ['Ctrl k'], words: 'Go to …', run: () => setOpened((now) => !now), always: true },
  ]);
  return (
    <>
      <Button
        variant="default"
        size="xs"
        aria-label="Go to"
        aria-keyshortcuts="Control+K Meta+K"
        leftSection={<IconSearch size={16} aria-hidden />}
        rightSection={<kbd className={classes.key}>Ctrl K</kbd>}
        className={classes.button}
        fw={400}
        onClick={() => setOpened(true)}
      >
        <span className={classes.words}>Go to …</span>
      </Button>
      {opened && (
        <Suspense fallback={null}>
          <GoToDialog org={org} onClose={() => setOpened(false)} />
        </Suspense>
      )}
    </>
  );
}
