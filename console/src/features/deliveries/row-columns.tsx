import { deliveryColumns } from '../../shared/log/delivery-columns.tsx';
import { selectColumn } from '../../shared/select/select-column.tsx';
import type { UsedSelection } from '../../shared/select/use-selection.ts';
import { Status } from '../../shared/ui/status.tsx';
import type { Column } from '../../shared/ui/table.tsx';
import type { DeliveryRow } from './delivery-rows.ts';

/** The columns of deliveries, with a mark on tests; with boxes, but not on tests, which are sent once. */
export function rowColumns({
  webhookNames,
  selection,
}: {
  webhookNames: ReadonlyMap<string, string>;
  /** Left out where nothing may be done with rows. */
  selection: UsedSelection | undefined;
}): Column<DeliveryRow>[] {
  const columns = deliveryColumns({ webhookNames }).map((column): Column<DeliveryRow> => {
    if (column.key !== 'status') return column;
    return {
      ...column,
      cell: (row) => (
        <>
          {column.cell(row)} {row.test && <Status kind="test" />}
        </>
      ),
    };
  });
  if (selection === undefined) return columns;
  const nameOf = ({ id, eventType, webhookId }: DeliveryRow) =>
    `delivery ${id.slice(-8)}, ${eventType} to ${webhookNames.get(webhookId)?.slice(0, 40) ?? 'webhook'}`;
  const boxes = selectColumn<DeliveryRow>(selection, { idOf: ({ id }) => id, nameOf });
  return [{ ...boxes, cell: (row) => (row.test ? null : boxes.cell(row)) }, ...columns];
}
