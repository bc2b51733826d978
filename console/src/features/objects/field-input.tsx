import { Radio, Select, Switch, Textarea, TextInput } from '@mantine/core';
import { plainLine } from '../../shared/format/plain.ts';
import { type FieldSchema, fieldTitle } from './catalogue.ts';
import { kindOf } from './values.ts';

const fewChoices = 5;

/** One field of a form, by its JSON Schema. */
export function FieldInput({
  name,
  schema,
  value,
  required,
  fixed,
  error,
  onChange,
}: {
  name: string;
  schema: FieldSchema;
  value: string | boolean;
  required: boolean;
  /** Why it cannot be changed; undefined where it can. */
  fixed: string | undefined;
  error: string | undefined;
  onChange: (value: string | boolean) => void;
}) {
  const kind = kindOf(schema);
  const label = plainLine(fieldTitle(name, schema), 80);
  const description = fixed ?? hintOf(schema);
  const shared = { label, description, error, required, disabled: fixed !== undefined };
  const text = String(value);
  if (kind === 'switch') {
    return (
      <Switch
        label={label}
        description={description}
        error={error}
        disabled={fixed !== undefined}
        checked={value === true}
        onChange={({ currentTarget }) => onChange(currentTarget.checked)}
      />
    );
  }
  if (kind === 'choice') {
    const choices = (schema.enum ?? []).map(String);
    const options = choices.map((choice) => ({ value: choice, label: choice === '' ? 'Not given' : choice }));
    if (choices.length > fewChoices) {
      return <Select {...shared} data={options} value={text} onChange={(chosen) => onChange(chosen ?? '')} />;
    }
    return (
      <Radio.Group {...shared} value={text} onChange={onChange}>
        <div style={{ display: 'flex', flexWrap: 'wrap', gap: '8px 20px', marginBlockStart: 6 }}>
          {options.map((option) => (
            <Radio
              key={option.value}
              value={option.value}
              label={option.label}
              disabled={fixed !== undefined}
            />
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

/** The bounds of the schema, in words; undefined where there is nothing that one has to know. */
function hintOf(schema: FieldSchema): string | undefined {
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
