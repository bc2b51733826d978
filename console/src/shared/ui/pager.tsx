import { Button } from '@mantine/core';
import { IconChevronLeft, IconChevronRight } from '@tabler/icons-react';
import { useShortcuts } from '../keys/use-shortcuts.ts';
import { useChangeSearch, useSearch } from '../routing/use-search.ts';

/** What the ways back and on are called, in the order that a list is in. */
export interface PagerWords {
  back: string;
  on: string;
}

const newestFirst: PagerWords = { back: 'Newer', on: 'Older' };

/** The pages before and after this one, by key: as quick at the millionth row as at the first. */
export function Pager({
  newer,
  older,
  words = newestFirst,
}: {
  /** Where the page before this one is; the first where none is given. */
  newer: string | null;
  older: string | null;
  words?: PagerWords | undefined;
}) {
  const change = useChangeSearch();
  const { before, after } = useSearch();
  const atTop = before === undefined && after === undefined;
  // Each takes the place of the other: the API refuses both at once.
  const toNewer = () => change({ before: undefined, after: newer ?? undefined }, { turn: true });
  const toOlder = () => older !== null && change({ before: older, after: undefined }, { turn: true });
  useShortcuts('Lists', [
    { keys: ['['], words: `${words.back} page`, run: toNewer, when: () => !atTop },
    { keys: [']'], words: `${words.on} page`, run: toOlder, when: () => older !== null },
  ]);
  if (atTop && older === null) return null;
  return (
    <nav
      aria-label="Pages"
      style={{ display: 'flex', justifyContent: 'flex-end', gap: 8, marginBlockStart: 12 }}
    >
      <Button
        variant="default"
        size="xs"
        disabled={atTop}
        leftSection={<IconChevronLeft size={16} aria-hidden />}
        onClick={toNewer}
      >
        {words.back}
      </Button>
      <Button
        variant="default"
        size="xs"
        disabled={older === null}
        rightSection={<IconChevronRight size={16} aria-hidden />}
        onClick={toOlder}
      >
        {words.on}
      </Button>
    </nav>
  );
}
