import { Select, type SelectProps } from '@mantine/core';
import type { ListedObject } from '../../shared/api/types.ts';
import { plainLine } from '../../shared/format/plain.ts';
import { useObjectSearch } from '../../shared/select/use-object-search.ts';
import { nameOf } from './listed.ts';

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
  const labelOf = (bundle: ListedObject) => plainLine(nameOf(bundle), 60);
  const { found, setTyped } = useObjectSearch(
    { org, type: 'monetization_package', sort: 'name' },
    value === null ? [] : [labelOf(value)],
  );
  const known = value === null ? found : [value, ...found.filter(({ id }) => id !== value.id)];
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
