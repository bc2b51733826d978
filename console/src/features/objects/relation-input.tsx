import { MultiSelect, Select } from '@mantine/core';
import type { ObjectType } from '../../shared/api/types.ts';
import { plainLine } from '../../shared/format/plain.ts';
import { useObjectSearch } from '../../shared/select/use-object-search.ts';

interface Parent {
  id: string;
  label: string;
}

/** Chooses parents by searching among all of their type. */
export function RelationInput({
  org,
  relation,
  title,
  value,
  fixed,
  error,
  onChange,
}: {
  org: string;
  relation: ObjectType['relations'][number];
  title: string;
  value: Parent[];
  fixed: string | undefined;
  error: string | undefined;
  onChange: (value: Parent[]) => void;
}) {
  const { found, setTyped } = useObjectSearch(
    { org, type: relation.to },
    value.map(({ label }) => label),
  );
  const known = [...value, ...found.filter(({ id }) => !value.some((one) => one.id === id))];
  const options = known.map(({ id, label }) => ({ value: id, label: plainLine(label, 80) }));
  const parentsOf = (ids: readonly string[]) =>
    ids.flatMap((id) => known.filter((one) => one.id === id).map(({ label }) => ({ id, label })));
  const shared = {
    label: title,
    description: fixed,
    error,
    required: relation.required,
    disabled: fixed !== undefined,
    searchable: true,
    data: options,
    onSearchChange: setTyped,
    nothingFoundMessage: 'Nothing of that name',
    // The server has searched already, in ids too.
    filter: ({ options: all }: { options: unknown[] }) => all as never,
  };
  if (relation.cardinality === 'many') {
    return (
      <MultiSelect
        {...shared}
        value={value.map(({ id }) => id)}
        onChange={(ids) => onChange(parentsOf(ids))}
      />
    );
  }
  return (
    <Select
      {...shared}
      clearable={!relation.required}
      value={value[0]?.id ?? null}
      onChange={(id) => onChange(id === null ? [] : parentsOf([id]))}
    />
  );
}
