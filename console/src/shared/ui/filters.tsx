import { Button, CloseButton, Select, TextInput } from '@mantine/core';
import { useDebouncedCallback } from '@mantine/hooks';
import { IconSearch, IconX } from '@tabler/icons-react';
import { type ReactNode, useEffect, useRef, useState } from 'react';
import { useShortcuts } from '../keys/use-shortcuts.ts';
import { useChangeSearch, useSearch } from '../routing/use-search.ts';
import classes from './filters.module.css';

/** The row of filters above a list. They stand in the URL, and nowhere else. */
export function FilterBar({ children }: { children: ReactNode }) {
  const bar = useRef<HTMLElement>(null);
  const focus = (what: string) => bar.current?.querySelector<HTMLElement>(what)?.focus();
  useShortcuts('Lists', [
    { keys: ['/'], words: 'Search', run: () => focus('input:not([aria-haspopup])') },
    { keys: ['f'], words: 'Filters', run: () => focus('[aria-haspopup], button, input') },
  ]);
  return (
    <search className={classes.bar} aria-label="Filters" ref={bar}>
      {children}
    </search>
  );
}

/** Searches 250 ms after the last key. */
export function SearchFilter({ name = 'q', label }: { name?: string; label: string }) {
  const inUrl = useSearch()[name] ?? '';
  const change = useChangeSearch();
  const [typed, setTyped] = useState(inUrl);
  const apply = useDebouncedCallback((text: string) => change({ [name]: text.trim() || undefined }), 250);
  // The address may change by other means: a link, Back, "Clear filters".
  useEffect(() => setTyped((now) => (now.trim() === inUrl ? now : inUrl)), [inUrl]);
  return (
    <TextInput
      className={classes.search}
      aria-label={label}
      placeholder={label}
      data-search
      size="xs"
      value={typed}
      onChange={({ currentTarget }) => {
        setTyped(currentTarget.value);
        apply(currentTarget.value);
      }}
      leftSection={<IconSearch size={16} aria-hidden />}
      rightSection={
        typed === '' ? null : (
          <CloseButton
            size="xs"
            aria-label="Clear the search"
            onClick={() => {
              setTyped('');
              change({ [name]: undefined });
            }}
          />
        )
      }
    />
  );
}

/** One of a few. The first option is the default, which is left out of the URL. */
export function ChoiceFilter({
  name,
  label,
  options,
}: {
  name: string;
  label: string;
  options: readonly { value: string; label: string }[];
}) {
  const inUrl = useSearch()[name];
  const change = useChangeSearch();
  const fallback = options[0]?.value ?? '';
  const known = options.some(({ value }) => value === inUrl) ? inUrl : fallback;
  return (
    <Select
      className={classes.choice}
      aria-label={label}
      size="xs"
      data={[...options]}
      value={known ?? fallback}
      onChange={(value) => change({ [name]: value === fallback ? undefined : (value ?? undefined) })}
      comboboxProps={{ width: 'max-content', position: 'bottom-start' }}
    />
  );
}

/** Quick tabs that set one filter only. */
export function TabFilter({
  name,
  label,
  value: chosen,
  tabs,
}: {
  name: string;
  label: string;
  /** What is filtered by; none of the tabs may be that. */
  value: string | undefined;
  tabs: readonly { value: string | undefined; label: string; count?: string | undefined }[];
}) {
  const change = useChangeSearch();
  return (
    <fieldset className={classes.tabs}>
      <legend className="only-heard">{label}</legend>
      {tabs.map(({ value, label: text, count }) => (
        <button
          key={text}
          type="button"
          aria-pressed={chosen === value}
          onClick={() => change({ [name]: value })}
        >
          {text}
          {count !== undefined && <span className="numbers muted"> {count}</span>}
        </button>
      ))}
    </fieldset>
  );
}

/** A filter that a link has led to and that no other control shows. Pressing it takes it out. */
export function FilterChip({ label, clears }: { label: string; clears: readonly string[] }) {
  const change = useChangeSearch();
  return (
    <Button
      className={classes.chip}
      variant="default"
      size="xs"
      aria-label={`Remove: ${label}`}
      rightSection={<IconX size={14} aria-hidden />}
      onClick={() => change(Object.fromEntries(clears.map((name) => [name, undefined])))}
    >
      {label}
    </Button>
  );
}
