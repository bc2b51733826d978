import { plainLine } from '../../shared/format/plain.ts';
import { type FieldSchema, wordsOfName } from './catalogue.ts';
import { entryOf, kindOf } from './field-kind.ts';
import type { Group, Row } from './field-value.ts';
import { GroupInput } from './group-input.tsx';
import { type FieldProps, hintOf, isFixed, LeafInput } from './leaf-input.tsx';
import classes from './nested.module.css';
import { RowsInput } from './rows-input.tsx';

/** One field of a form, by its JSON Schema: a group where it is an object, rows where it is a list of them. */
export function FieldInput(props: FieldProps) {
  const { title, schema, pointer, value, fixed, errorOf, onChange } = props;
  const kind = kindOf(schema);
  if (kind !== 'group' && kind !== 'rows') return <LeafInput {...props} />;
  const disabled = isFixed(props);
  const label = plainLine(title, 80);
  const frame = { label, description: fixed ?? hintOf(schema), error: errorOf(pointer) };
  if (kind === 'group') {
    const group = value as Group;
    return (
      <GroupInput {...frame}>
        <Fields
          schema={schema}
          pointer={pointer}
          fields={group.fields}
          inside={{ disabled, of: props.inside?.of }}
          errorOf={errorOf}
          onChange={(fields) => onChange({ ...group, fields })}
        />
      </GroupInput>
    );
  }
  return (
    <GroupInput {...frame}>
      <RowsInput label={label} schema={schema} rows={value as Row[]} disabled={disabled} onChange={onChange}>
        {(row, index, onFields) => (
          <Fields
            schema={entryOf(schema)}
            pointer={`${pointer}/${index}`}
            fields={row.fields}
            inside={{ disabled, of: String(index + 1) }}
            errorOf={errorOf}
            onChange={onFields}
          />
        )}
      </RowsInput>
    </GroupInput>
  );
}

/** The fields inside of one. */
function Fields({
  schema,
  pointer,
  fields,
  inside,
  errorOf,
  onChange,
}: {
  schema: FieldSchema;
  pointer: string;
  fields: Group['fields'];
  inside: NonNullable<FieldProps['inside']>;
  errorOf: FieldProps['errorOf'];
  onChange: (fields: Group['fields']) => void;
}) {
  return (
    <div className={classes.fields}>
      {Object.entries(schema.properties ?? {}).map(([name, inner]) => (
        <FieldInput
          key={name}
          title={inner.title ?? wordsOfName(name)}
          schema={inner}
          pointer={`${pointer}/${name}`}
          value={fields[name] ?? ''}
          required={schema.required?.includes(name) === true}
          fixed={undefined}
          inside={inside}
          errorOf={errorOf}
          onChange={(next) => onChange({ ...fields, [name]: next })}
        />
      ))}
    </div>
  );
}
