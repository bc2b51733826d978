import { ActionIcon, Button } from '@mantine/core';
import { IconPlus, IconTrash } from '@tabler/icons-react';
import { type ReactNode, useRef } from 'react';
import type { FieldSchema } from './catalogue.ts';
import { newRow, type Row } from './field-value.ts';
import classes from './nested.module.css';

/** The entries of a list of objects, added and removed; `children` makes the fields of one. */
export function RowsInput({
  label,
  schema,
  rows,
  disabled,
  onChange,
  children,
}: {
  label: string;
  /** Of the list. */
  schema: FieldSchema;
  rows: readonly Row[];
  disabled: boolean;
  onChange: (rows: Row[]) => void;
  children: (row: Row, index: number, onFields: (fields: Row['fields']) => void) => ReactNode;
}) {
  const list = useRef<HTMLDivElement>(null);
  const next = Math.max(-1, ...rows.map(({ row }) => row)) + 1;

  function add() {
    onChange([...rows, newRow(schema, next)]);
    // The new row is there after the next drawing.
    requestAnimationFrame(() => list.current?.lastElementChild?.querySelector('input')?.focus());
  }

  return (
    <>
      <div ref={list}>
        {rows.map((row, index) => (
          // biome-ignore lint/a11y/useSemanticElements: a legend for each row would say too much to the eye.
          <div key={row.row} role="group" aria-label={`${label}, ${index + 1}`} className={classes.row}>
            {children(row, index, (fields) =>
              onChange(rows.map((one) => (one.row === row.row ? { ...one, fields } : one))),
            )}
            <ActionIcon
              variant="subtle"
              color="gray"
              size={32}
              disabled={disabled}
              aria-label={`Remove ${label.toLowerCase()}, ${index + 1}`}
              onClick={() => onChange(rows.filter((one) => one.row !== row.row))}
            >
              <IconTrash size={16} aria-hidden />
            </ActionIcon>
          </div>
        ))}
      </div>
      {rows.length === 0 && <p className="muted small">None.</p>}
      <Button
        variant="default"
        size="xs"
        disabled={disabled}
        leftSection={<IconPlus size={16} aria-hidden />}
        onClick={add}
      >
        {`Add to ${label.toLowerCase()}`}
      </Button>
    </>
  );
}
