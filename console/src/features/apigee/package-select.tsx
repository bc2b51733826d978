import { Select, type SelectProps } from '@mantine/core';
import { useDebouncedValue } from '@mantine/hooks';
import { keepPreviousData, useQuery } from '@tanstack/react-query';
import { useState } from 'react';
import type { ListedObject } from '../../shared/api/types.ts';
import { plainLine } from '../../shared/format/plain.ts';
import { listed, nameOf } from './listed.ts';

/** Chooses a package by searching among all of them. */
export function PackageSelect({
  org,
  value,
  onChange,
  ...looks
}: {
  org: string;
  value: ListedObject | null;
  onChange: (value: ListedObject | null) => void;
} & Pick<
  SelectProps,
  'label' | 'aria-label' | 'placeholder' | 'required' | 'clearable' | 'size' | 'className' | 'comboboxProps'
>) {
  const [typed, setTyped] = useState('');
  const labelOf = (bundle: ListedObject) => plainLine(nameOf(bundle), 60);
  // What is chosen stands in the field as text, and is nothing that one searches for.
  const searched = value !== null && typed === labelOf(value) ? '' : typed.trim();
  const [q] = useDebouncedValue(searched, 250);
  const { data } = useQuery({
    ...listed(org, 'monetization_package', { sort: 'name', limit: 50, q: q === '' ? undefined : q }),
    placeholderData: keepPreviousData,
  });
  const found = (data?.items ?? []).filter(({ id }) => id !== value?.id);
  const known = value === null ? found : [value, ...found];
  return (
    <Select
      {...looks}
      searchable
      data={known.map((bundle) => ({ value: bundle.id, label: labelOf(bundle) }))}
      value={value?.id ?? null}
      onChange={(id) => onChange(known.find((bundle) => bundle.id === id) ?? null)}
      onSearchChange={setTyped}
      nothingFoundMessage="Nothing of that name"
      // The server has searched already, in ids too.
      filter={({ options }) => options}
    />
  );
}
