import { TextInput } from '@mantine/core';

/** A moment in the reader's zone, by the browser's own field. */
export function TimeField({
  label,
  value,
  onChange,
}: {
  label: string;
  value: Date | null;
  onChange: (value: Date | null) => void;
}) {
  return (
    <TextInput
      type="datetime-local"
      label={label}
      description={`In ${Intl.DateTimeFormat().resolvedOptions().timeZone}.`}
      value={value === null ? '' : localText(value)}
      onChange={({ currentTarget }) =>
        onChange(currentTarget.value === '' ? null : new Date(currentTarget.value))
      }
    />
  );
}

/** "2026-11-22T14:03" as the reader's clock shows it. */
function localText(time: Date): string {
  const shifted = new Date(time.getTime() - time.getTimezoneOffset() * 60_000);
  return shifted.toISOString().slice(0, 16);
}
