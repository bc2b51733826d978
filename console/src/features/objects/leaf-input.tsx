import { Radio, Select, Switch, Textarea, TextInput } from '@mantine/core';
import { plainLine } from '../../shared/format/plain.ts';
import type { FormFields } from '../../shared/ui/form.tsx';
import type { FieldSchema } from './catalogue.ts';
import { kindOf } from './field-kind.ts';
import type { FieldValue } from './field-value.ts';

const fewChoices = 5;

/** What each field of a form is made from. */
export interface FieldProps {
  /** What it is called. */
  title: string;
  schema: FieldSchema;
  /** Where it stands in the input, as a JSON pointer. */
  pointer: string;
  value: FieldValue;
  required: boolean;
  /** Why it cannot be changed; undefined where it can. */
  fixed: string | undefined;
  /** Inside of another field: whether that one is fixed, and which entry of it this belongs to. */
  inside?: { disabled: boolean; of: string | undefined } | undefined;
  errorOf: FormFields['errorOf'];
  onChange: (value: FieldValue) => void;
}

/** A field that has none inside, by its JSON Schema. */
export function LeafInput({
  title,
  schema,
  pointer,
  value,
  required,
  fixed,
  inside,
  errorOf,
  onChange,
}: FieldProps) {
  const kind = kindOf(schema);
  const label = plainLine(title, 80);
  const description = fixed ?? hintOf(schema);
  const error = errorOf(pointer);
  const disabled = isFixed({ fixed, inside });
  const heard = inside?.of === undefined ? {} : { 'aria-label': `${label}, ${inside.of}` };
  const shared = { label, description, error, required, disabled, ...heard };
  const text = String(value);
  if (kind === 'switch') {
    return (
      <Switch
        label={label}
        description={description}
        error={error}
        disabled={disabled}
        {...heard}
        checked={value === true}
        onChange={({ currentTarget }) => onChange(currentTarget.checked)}
      />
    );
  }
  if (kind === 'choice') {
    const given = (schema.enum ?? []).map(String);
    // A field at the top has a default; one inside of another may be left out.
    const choices = inside === undefined || required || given.includes('') ? given : ['', ...given];
    const options = choices.map((choice) => ({ value: choice, label: choice === '' ? 'Not given' : choice }));
    if (inside !== undefined || choices.length > fewChoices) {
      return <Select {...shared} data={options} value={text} onChange={(chosen) => onChange(chosen ?? '')} />;
    }
    return (
      <Radio.Group {...shared} value={text} onChange={onChange}>
        <div style={{ display: 'flex', flexWrap: 'wrap', gap: '8px 20px', marginBlockStart: 6 }}>
          {options.map((option) => (
            <Radio key={option.value} value={option.value} label={option.label} disabled={disabled} />
          ))}
        </div>
      </Radio.Group>
    );
  }
  if (kind === 'lines' || kind === 'json' || (schema.maxLength ?? 0) > 1024) {
    return (
      <Textarea
        {...shared}
        autosize
        minRows={2}
        maxRows={12}
        spellCheck={kind !== 'json'}
        value={text}
        onChange={({ currentTarget }) => onChange(currentTarget.value)}
      />
    );
  }
  return (
    <TextInput
      {...shared}
      inputMode={kind === 'number' ? 'decimal' : undefined}
      autoComplete="off"
      value={text}
      onChange={({ currentTarget }) => onChange(currentTarget.value)}
    />
  );
}

/** Whether it cannot be changed, by itself or by what it stands in. */
export function isFixed({ fixed, inside }: Pick<FieldProps, 'fixed' | 'inside'>): boolean {
  return fixed !== undefined || inside?.disabled === true;
}

/** The bounds of the schema, in words; undefined where there is nothing that one has to know. */
export function hintOf(schema: FieldSchema): string | undefined {
  const kind = kindOf(schema);
  const words = [schema.description];
  const format = schema.format ?? schema.anyOf?.find((one) => one.format !== undefined)?.format;
  if (format === 'date-time') words.push('A time such as 2026-01-31T08:00:00Z.');
  if (kind === 'lines') words.push('One on each line.');
  if (kind === 'json') words.push('JSON.');
  const { minimum, maximum } = schema;
  const bounded = maximum !== undefined && maximum < Number.MAX_SAFE_INTEGER;
  if (kind === 'number' && minimum !== undefined && minimum > Number.MIN_SAFE_INTEGER) {
    words.push(bounded ? `From ${minimum} to ${maximum}.` : `At least ${minimum}.`);
  } else if (kind === 'number' && bounded) words.push(`At most ${maximum}.`);
  const text = words.filter((word) => word !== undefined && word !== '').join(' ');
  return text === '' ? undefined : text;
}
