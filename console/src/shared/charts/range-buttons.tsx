import { SegmentedControl } from '@mantine/core';
import { rangeOf, ranges } from '../log/range.ts';
import { useChangeSearch, useSearch } from '../routing/use-search.ts';

/** The span that figures are shown for; it stands in the address. */
export function RangeButtons() {
  const { range, from } = useSearch();
  const change = useChangeSearch();
  return (
    <SegmentedControl
      size="xs"
      aria-label="Span of time"
      data={ranges.map(({ value, short }) => ({ value, label: short }))}
      value={from === undefined ? rangeOf(range).value : ''}
      onChange={(value) =>
        change({ range: value === '24h' ? undefined : value, from: undefined, to: undefined })
      }
    />
  );
}
