import { MultiSelect, Select } from '@mantine/core';
import { useDebouncedValue } from '@mantine/hooks';
import { keepPreviousData, useQuery } from '@tanstack/react-query';
import { useState } from 'react';
import { reading } from '../../shared/api/query.ts';
import type { ObjectType } from '../../shared/api/types.ts';
import { plainLine } from '../../shared/format/plain.ts';

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
  const [typed, setTyped] = useState('');
  const chosen = value.map(({ label }) => label);
  // What is chosen stands in the field as text, and is nothing that one searches for.
  const [q] = useDebouncedValue(chosen.includes(typed) ? '' : typed.trim(), 250);
  const { data } = useQuery({
    ...reading('/api/v1/organizations/{org}/objects/{type}', {
      path: { org, type: relation.to },
      query: { q: q === '' ? undefined : q, limit: 50 },
    }),
    placeholderData: keepPreviousData,
  });
  const known = [...value, ...(data?.items ?? []).filter(({ id }) => !value.some((one) => one.id === id))];
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
