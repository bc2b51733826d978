import { Checkbox } from '@mantine/core';
import type { Column } from '../ui/table.tsx';
import type { UsedSelection } from './use-selection.ts';

/** The column of boxes: one above all of a page, and one in each row, named by `nameOf`. Shift takes a range. */
export function selectColumn<Row>(
  selection: UsedSelection,
  { idOf, nameOf }: { idOf: (row: Row) => string; nameOf: (row: Row) => string },
): Column<Row> {
  return {
    key: 'select',
    header: 'Select',
    silent: true,
    headerCell: (
      <Checkbox
        aria-label="Select the page"
        checked={selection.page === 'all'}
        indeterminate={selection.page === 'some'}
        onChange={selection.togglePage}
      />
    ),
    cell: (row) => (
      <Checkbox
        aria-label={`Select ${nameOf(row)}`}
        checked={selection.has(idOf(row))}
        onChange={({ nativeEvent }) =>
          selection.toggle(idOf(row), nativeEvent instanceof MouseEvent && nativeEvent.shiftKey)
        }
      />
    ),
  };
}
