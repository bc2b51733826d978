import { formatDuration } from '../../shared/format/duration.ts';
import { shortUrl } from '../../shared/format/url.ts';
import { reasonShort } from '../../shared/log/reasons.ts';
import { selectColumn } from '../../shared/select/select-column.tsx';
import type { UsedSelection } from '../../shared/select/use-selection.ts';
import { Plain } from '../../shared/ui/plain.tsx';
import { Status } from '../../shared/ui/status.tsx';
import type { Column } from '../../shared/ui/table.tsx';
import { Time } from '../../shared/ui/time.tsx';
import type { EventType } from './graph.ts';
import type { EventLog } from './logs.ts';

/** The columns of the event logs. Without a selection where nothing may be selected. */
export function logColumns(
  types: readonly EventType[],
  selection: UsedSelection | undefined,
): Column<EventLog>[] {
  const labels = new Map(types.map(({ name, label }) => [name, label]));
  const names = {
    idOf: ({ id }: EventLog) => id,
    nameOf: ({ id, eventType }: EventLog) => `${eventType} ${id.slice(-8)}`,
  };
  return [
    ...(selection === undefined ? [] : [selectColumn(selection, names)]),
    {
      key: 'event',
      header: 'Event',
      narrow: 'main',
      cell: ({ eventType }) => (
        <span>
          <Plain text={labels.get(eventType) ?? eventType} max={60} />{' '}
          <span className="mono muted">
            <Plain text={eventType} max={60} />
          </span>
        </span>
      ),
    },
    { key: 'url', header: 'URL', cell: ({ url }) => <Plain text={shortUrl(url)} max={80} /> },
    {
      key: 'status',
      header: 'Status',
      narrow: 'main',
      cell: ({ reason, statusCode, test }) => (
        <span style={{ display: 'inline-flex', gap: 4 }}>
          <Status
            kind={reason === null ? 'delivered' : 'failed'}
            {...(statusCode !== null && { more: statusCode })}
          />
          {test && <Status kind="test" />}
        </span>
      ),
    },
    {
      key: 'reason',
      header: 'Reason',
      cell: ({ reason, statusCode }) =>
        reason === null ? '' : reasonShort(reason, statusCode === null ? null : Number(statusCode)),
    },
    {
      key: 'found',
      header: 'Found in',
      narrow: 'hidden',
      cell: ({ highlight }) =>
        highlight === null || highlight.length === 0 ? '' : <Plain text={highlight[0]!} max={80} />,
    },
    {
      key: 'took',
      header: 'Answered in',
      align: 'end',
      cell: ({ durationMs }) => <span className="numbers">{formatDuration(durationMs)}</span>,
    },
    { key: 'time', header: 'Time', align: 'end', cell: ({ createdAt }) => <Time at={createdAt} /> },
  ];
}
