import { TextInput } from '@mantine/core';
import type { FormFields } from './form.tsx';

/** The name of a thing, at the top of its form. */
export function NameField({
  value,
  onChange,
  fields,
  description,
  first = false,
}: {
  value: string;
  onChange: (name: string) => void;
  fields: FormFields;
  description?: string;
  /** Has the focus when its dialog opens. */
  first?: boolean;
}) {
  return (
    <TextInput
      label="Name"
      description={description}
      required
      data-autofocus={first || undefined}
      value={value}
      onChange={({ currentTarget }) => onChange(currentTarget.value)}
      error={fields.errorOf('/name')}
    />
  );
}
