import { ActionIcon, Button, TextInput } from '@mantine/core';
import { useDebouncedValue } from '@mantine/hooks';
import { IconPlus, IconTrash } from '@tabler/icons-react';
import { type KeyboardEvent, useRef, useState } from 'react';
import { type IntervalField, pointsOf, problemsOf, withField } from './interval.ts';
import classes from './interval-rows.module.css';
import { newRow, type Row } from './rows.ts';
import { pointsInWords, shortOfEnd } from './words.ts';

const fields = [
  { field: 'from', label: 'At/From %' },
  { field: 'to', label: 'To %' },
  { field: 'step', label: 'Step %' },
] as const;

/** The intervals, each with the points that it stands for, reckoned anew at each key. */
export function IntervalRows({
  rows,
  onChange,
  showAll,
  errorOf,
}: {
  rows: readonly Row[];
  onChange: (rows: Row[]) => void;
  /** Whether to say what is wrong with fields that nobody has been in yet. */
  showAll: boolean;
  /** What the server said of the row at this place. */
  errorOf: (index: number) => string | undefined;
}) {
  const list = useRef<HTMLDivElement>(null);
  const add = () => onChange([...rows, newRow()]);
  const set = (row: Row) => onChange(rows.map((one) => (one.key === row.key ? row : one)));
  function remove(row: Row) {
    const index = rows.indexOf(row);
    onChange(rows.length === 1 ? [newRow()] : rows.filter((one) => one !== row));
    const boxes = list.current?.querySelectorAll<HTMLInputElement>('[data-first]');
    boxes?.[index === 0 ? 1 : index - 1]?.focus();
  }
  function onKeyDown(event: KeyboardEvent<HTMLInputElement>, row: Row) {
    const { from, to, step } = row.interval;
    if (event.key === 'Enter' && row === rows.at(-1) && from !== '') {
      event.preventDefault();
      add();
    } else if (event.key === 'Backspace' && from + to + step === '' && rows.length > 1) {
      event.preventDefault();
      remove(row);
    }
  }
  return (
    <div ref={list}>
      {rows.map((row, index) => (
        <IntervalRow
          key={row.key}
          row={row}
          number={index + 1}
          showAll={showAll}
          error={errorOf(index)}
          focusFirst={index > 0 && row.interval.from === ''}
          onChange={set}
          onRemove={rows.length === 1 && row.interval.from === '' ? undefined : () => remove(row)}
          onKeyDown={(event) => onKeyDown(event, row)}
        />
      ))}
      <Button
        variant="subtle"
        size="compact-sm"
        leftSection={<IconPlus size={16} aria-hidden />}
        onClick={add}
      >
        Add
      </Button>
    </div>
  );
}

function IntervalRow({
  row,
  number,
  showAll,
  error,
  focusFirst,
  onChange,
  onRemove,
  onKeyDown,
}: {
  row: Row;
  number: number;
  showAll: boolean;
  error: string | undefined;
  focusFirst: boolean;
  onChange: (row: Row) => void;
  onRemove: (() => void) | undefined;
  onKeyDown: (event: KeyboardEvent<HTMLInputElement>) => void;
}) {
  const [left, setLeft] = useState<Partial<Record<IntervalField, boolean>>>({});
  const { interval } = row;
  const problems = row.written === null ? problemsOf(interval) : {};
  const shown = (field: IntervalField) => (showAll || left[field] === true ? problems[field] : undefined);
  const notes = [
    ...fields.map(({ field }) => shown(field)).filter((text) => text !== undefined),
    ...(error === undefined ? [] : [error]),
  ];
  const noteId = `interval-${row.key}`;
  const words = pointsInWords(pointsOf(interval));
  const [said] = useDebouncedValue(words, 600);
  return (
    <fieldset className={classes.row}>
      <legend className="only-heard">{`Interval ${number}`}</legend>
      {fields.map(({ field, label }) => (
        <TextInput
          key={field}
          label={label}
          inputMode="decimal"
          autoComplete="off"
          value={interval[field]}
          placeholder={field === 'step' ? '–' : undefined}
          disabled={field === 'step' && interval.to.trim() === ''}
          error={shown(field) !== undefined || (field === 'from' && error !== undefined)}
          aria-describedby={notes.length === 0 ? undefined : noteId}
          data-first={field === 'from' || undefined}
          autoFocus={field === 'from' && focusFirst}
          onChange={({ currentTarget }) =>
            onChange({ ...row, interval: withField(interval, field, currentTarget.value), written: null })
          }
          onBlur={() => interval[field] !== '' && setLeft((now) => ({ ...now, [field]: true }))}
          onKeyDown={onKeyDown}
        />
      ))}
      <div className={classes.points}>
        <span className={classes.label} id={`points-${row.key}`}>
          Notify At
        </span>
        <output aria-live="off" aria-labelledby={`points-${row.key}`} className="numbers">
          {words === '' ? (row.written ?? '–') : words}
        </output>
        <span role="status" className="only-heard">
          {said}
        </span>
      </div>
      <ActionIcon
        variant="subtle"
        color="gray"
        size={32}
        className={classes.remove}
        aria-label={`Remove interval ${number}`}
        disabled={onRemove === undefined}
        onClick={onRemove}
      >
        <IconTrash size={16} aria-hidden />
      </ActionIcon>
      <div id={noteId} className={classes.notes}>
        {notes.map((note) => (
          <p key={note}>{note}</p>
        ))}
        {notes.length === 0 && <p className="muted">{shortOfEnd(interval)}</p>}
      </div>
    </fieldset>
  );
}
