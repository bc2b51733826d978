import { Modal, TextInput } from '@mantine/core';
import { IconSearch } from '@tabler/icons-react';
import { type KeyboardEvent, useEffect, useRef, useState } from 'react';
import { useGo } from '../../../shared/routing/use-search.ts';
import { Plain } from '../../../shared/ui/plain.tsx';
import { type Entry, matching } from './entries.ts';
import classes from './go-to.module.css';
import { useEntries } from './use-entries.ts';
import { useIdEntries } from './use-id-entries.ts';

/** The palette: a few letters of a page, a webhook or an organization, or any id, and Enter. */
export function GoToDialog({ org, onClose }: { org: string | undefined; onClose: () => void }) {
  return (
    <Modal opened onClose={onClose} title="Go to" size={560} yOffset="10vh" centered={false}>
      <Inside org={org} onClose={onClose} />
    </Modal>
  );
}

function Inside({ org, onClose }: { org: string | undefined; onClose: () => void }) {
  const [typed, setTyped] = useState('');
  const [at, setAt] = useState(0);
  const go = useGo();
  const { entries: all, unread } = useEntries(org, typed);
  const byId = useIdEntries(org, typed);
  const shown = byId.id === undefined ? matching(all, typed) : byId.entries;
  const chosen = Math.min(at, shown.length - 1);
  const list = useRef<HTMLDivElement>(null);

  // biome-ignore lint/correctness/useExhaustiveDependencies: for each new choice.
  useEffect(() => {
    list.current?.querySelector('[aria-selected="true"]')?.scrollIntoView({ block: 'nearest' });
  }, [chosen, typed]);

  function onKeyDown(event: KeyboardEvent) {
    const step = { ArrowDown: 1, ArrowUp: -1 }[event.key];
    if (step !== undefined && shown.length > 0) {
      event.preventDefault();
      setAt((chosen + step + shown.length) % shown.length);
    }
    const entry = shown[chosen];
    if (event.key === 'Enter' && entry !== undefined) {
      event.preventDefault();
      open(entry);
    }
  }

  function open({ to }: Entry) {
    onClose();
    go(to);
  }

  return (
    <>
      <TextInput
        data-autofocus
        role="combobox"
        aria-label="Where to"
        aria-expanded
        aria-controls="go-to-list"
        aria-activedescendant={chosen < 0 ? undefined : `go-to-${chosen}`}
        placeholder="A page, a webhook, an organization, or an id"
        leftSection={<IconSearch size={16} aria-hidden />}
        autoComplete="off"
        spellCheck={false}
        value={typed}
        onChange={({ currentTarget }) => {
          setTyped(currentTarget.value);
          setAt(0);
        }}
        onKeyDown={onKeyDown}
      />
      <p role="status" className={shown.length > 0 ? 'only-heard' : classes.none}>
        {words(shown.length, byId, org, unread)}
      </p>
      <div
        id="go-to-list"
        role="listbox"
        aria-label="Places"
        className={classes.list}
        ref={list}
        tabIndex={-1}
      >
        {shown.map((entry, index) => (
          <Place
            key={entry.to + entry.label}
            entry={entry}
            index={index}
            chosen={index === chosen}
            first={entry.group !== shown[index - 1]?.group}
            onOpen={() => open(entry)}
          />
        ))}
      </div>
    </>
  );
}

function Place({
  entry,
  index,
  chosen,
  first,
  onOpen,
}: {
  entry: Entry;
  index: number;
  chosen: boolean;
  /** Whether it is the first of its group, whose name then stands above it. */
  first: boolean;
  onOpen: () => void;
}) {
  return (
    <>
      {first && (
        <div className={classes.group} role="presentation">
          {entry.group}
        </div>
      )}
      {/* biome-ignore lint/a11y/useFocusableInteractive: the focus stays in the field, which names what is chosen. */}
      {/* biome-ignore lint/a11y/useKeyWithClickEvents: Enter in the field does the same. */}
      <div
        id={`go-to-${index}`}
        role="option"
        aria-selected={chosen}
        className={classes.place}
        onClick={onOpen}
      >
        <Plain text={entry.label} max={80} />
        {entry.more !== undefined && (
          <span className="muted">
            {' '}
            <Plain text={entry.more} max={70} />
          </span>
        )}
      </div>
    </>
  );
}

function words(
  count: number,
  { id, looking, failed }: { id: string | undefined; looking: boolean; failed: boolean },
  org: string | undefined,
  unread: boolean,
): string {
  if (count > 0) return count === 1 ? '1 place' : `${count} places`;
  if (id === undefined && unread) return 'Not all of the names could be read. Try again in a moment.';
  if (id === undefined) return 'Nothing of that name here.';
  if (org === undefined) return 'Open an organization first: ids are looked for in one.';
  if (looking) return 'Looking for that id …';
  return failed ? 'That id could not be looked for. Try again in a moment.' : 'Nothing here has that id.';
}
