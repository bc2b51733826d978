import { useState } from 'react';
import { ApiProblem } from '../../shared/api/problem.ts';
import { useWhyNot } from '../../shared/api/session.ts';
import type { ObjectType } from '../../shared/api/types.ts';
import { plainLine } from '../../shared/format/plain.ts';
import { Form } from '../../shared/ui/form.tsx';
import type { TheirValues } from '../../shared/ui/their-values.ts';
import { fieldsOf, fieldTitle, titleOf, useCatalogue } from './catalogue.ts';
import { differencesOf } from './differences.ts';
import { FieldInput } from './field-input.tsx';
import { pointersOf } from './field-value.ts';
import { RelationInput } from './relation-input.tsx';
import { changeFrom, type Values } from './values.ts';

/** A form made from the JSON Schema of a type: parents first, then the fields in their order. */
export function ObjectForm({
  org,
  type,
  initial,
  editing,
  save,
  onSave,
  onCancel,
  theirs,
}: {
  org: string;
  type: ObjectType;
  initial: Values;
  /** Whether the object is there already: then some fields cannot be changed. */
  editing: boolean;
  /** The words on the button. */
  save: string;
  onSave: (change: { fields: Record<string, unknown>; links: Record<string, string[]> }) => Promise<unknown>;
  onCancel: () => void;
  /** What somebody else saved since it was opened. */
  theirs?: TheirValues<Values> | undefined;
}) {
  const [values, setValues] = useState(initial);
  const types = (useCatalogue(org).data?.types ?? []) as ObjectType[];
  const fields = fieldsOf(type).filter(([, { readOnly }]) => readOnly !== true);
  const relations = type.relations.filter(({ follows }) => !follows);
  const known = [
    ...fields.flatMap(([name]) => pointersOf(values.fields[name] ?? '', `/fields/${name}`)),
    ...relations.map(({ name }) => `/links/${name}`),
  ];
  const fixed = 'Set when it was made, and not changed afterwards.';

  const why = useWhyNot('editor', `Changing ${type.plural.replaceAll('_', ' ')}`);
  const conflict = theirs && {
    at: theirs.at,
    by: theirs.by,
    onTakeTheirs: theirs.onTake,
    differences: differencesOf(type, theirs.values, values),
  };

  async function run() {
    const { problems, ...change } = changeFrom(type, initial, values);
    if (problems.length === 0) return onSave(change);
    throw new ApiProblem({
      status: 400,
      code: 'invalid',
      detail: 'The input is not valid',
      fields: problems,
    });
  }

  return (
    <Form
      save={save}
      onSave={run}
      onCancel={onCancel}
      dirty={values !== initial}
      known={known}
      conflict={conflict}
      why={why}
    >
      {({ errorOf }) => (
        <>
          {relations.map((relation) => {
            const parent = types.find(({ name }) => name === relation.to);
            return (
              <RelationInput
                key={relation.name}
                org={org}
                relation={relation}
                title={relationTitle(relation.name, parent)}
                value={values.links[relation.name] ?? []}
                fixed={editing && relation.createOnly ? fixed : undefined}
                error={errorOf(`/links/${relation.name}`)}
                onChange={(parents) =>
                  setValues((now) => ({ ...now, links: { ...now.links, [relation.name]: parents } }))
                }
              />
            );
          })}
          {fields.map(([name, schema]) => (
            <FieldInput
              key={name}
              title={fieldTitle(name, schema)}
              pointer={`/fields/${name}`}
              schema={schema}
              value={values.fields[name] ?? ''}
              required={type.required.includes(name)}
              fixed={editing && type.createOnly.includes(name) ? fixed : undefined}
              errorOf={errorOf}
              onChange={(value) => setValues((now) => ({ ...now, fields: { ...now.fields, [name]: value } }))}
            />
          ))}
        </>
      )}
    </Form>
  );
}

/** The parent's title, with the name of the relation where that says more: "Member", "Owner (member)". */
export function relationTitle(name: string, parent: ObjectType | undefined): string {
  const title = parent === undefined ? name : titleOf(parent);
  const plain = name
    .replace(/([a-z])([A-Z])/g, '$1 $2')
    .replaceAll('_', ' ')
    .toLowerCase();
  return plain === title.toLowerCase() || plain === parent?.plural.replaceAll('_', ' ')
    ? title
    : plainLine(`${plain[0]?.toUpperCase()}${plain.slice(1)} (${title.toLowerCase()})`, 80);
}
