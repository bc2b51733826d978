import { ActionIcon, Button, Input, TextInput } from '@mantine/core';
import { IconPlus, IconTrash } from '@tabler/icons-react';
import classes from './webhook-form.module.css';
import type { HeaderRow } from './webhook-values.ts';

/** Static headers, sent with every request. Values that are set are never shown again, only replaced. */
export function HeaderFields({
  rows,
  onChange,
  error,
}: {
  rows: readonly HeaderRow[];
  onChange: (rows: HeaderRow[]) => void;
  error: string | undefined;
}) {
  const change = (row: number, with_: Partial<HeaderRow>) =>
    onChange(rows.map((one) => (one.row === row ? { ...one, ...with_ } : one)));
  const add = () =>
    onChange([...rows, { row: Math.max(-1, ...rows.map(({ row }) => row)) + 1, name: '', value: '' }]);
  return (
    <Input.Wrapper
      label="Headers"
      labelElement="div"
      description="Sent with every request. Values are never shown again."
      error={error}
    >
      <div style={{ marginBlockStart: 8 }}>
        {rows.map(({ row, name, value }, index) => (
          <div key={row} className={classes.headerRow}>
            <TextInput
              aria-label={`Name of header ${index + 1}`}
              placeholder="x-api-key"
              value={name}
              readOnly={value === null}
              onChange={({ currentTarget }) => change(row, { name: currentTarget.value })}
            />
            <TextInput
              aria-label={`Value of header ${index + 1}`}
              placeholder={value === null ? '•••••••• (kept)' : ''}
              value={value ?? ''}
              autoComplete="off"
              onChange={({ currentTarget }) => change(row, { value: currentTarget.value })}
            />
            <ActionIcon
              variant="subtle"
              color="gray"
              size={32}
              aria-label={`Remove header ${index + 1}`}
              onClick={() => onChange(rows.filter((one) => one.row !== row))}
            >
              <IconTrash size={16} aria-hidden />
            </ActionIcon>
          </div>
        ))}
        <Button variant="default" size="xs" leftSection={<IconPlus size={16} aria-hidden />} onClick={add}>
          Header
        </Button>
      </div>
    </Input.Wrapper>
  );
}
