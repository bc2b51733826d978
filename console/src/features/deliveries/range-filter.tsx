import { Select } from '@mantine/core';
import { rangeOf, ranges } from '../../shared/log/range.ts';
import { useChangeSearch, useSearch } from '../../shared/routing/use-search.ts';
import { FilterChip } from '../../shared/ui/filters.tsx';
import { spanIn, spanTitle } from './span.ts';

const span = { value: 'span', label: 'Chosen span' };
const usual = rangeOf(undefined);
const choices = [usual, ...ranges.filter(({ value }) => value !== usual.value)];

/** The time that is looked at: a range up to now, or a span that a link or a chart has led to, which a range replaces. */
export function RangeFilter() {
  const search = useSearch();
  const change = useChangeSearch();
  const chosen = spanIn(search);
  const title = spanTitle(chosen, new Date());
  const choose = (value: string | null) => {
    if (value === null || value === span.value) return;
    change({ from: undefined, to: undefined, range: value === usual.value ? undefined : value });
  };
  return (
    <>
      <Select
        w={168}
        aria-label="Time"
        size="xs"
        allowDeselect={false}
        data={chosen.from === undefined ? choices : [span, ...choices]}
        value={chosen.from === undefined ? rangeOf(search.range).value : span.value}
        onChange={choose}
        comboboxProps={{ width: 'max-content', position: 'bottom-start' }}
      />
      {title !== null && <FilterChip label={`Accepted ${title}`} clears={['from', 'to']} />}
    </>
  );
}
