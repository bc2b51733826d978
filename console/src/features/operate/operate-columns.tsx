import type { Operations } from '../../shared/api/types.ts';
import { formatBytes } from '../../shared/format/bytes.ts';
import { formatCount } from '../../shared/format/count.ts';
import { formatDuration } from '../../shared/format/duration.ts';
import { Plain } from '../../shared/ui/plain.tsx';
import type { Column } from '../../shared/ui/table.tsx';
import { Time } from '../../shared/ui/time.tsx';

type Node = Operations['nodes'][number];
type Partition = Operations['database']['partitions'][number];

/** What there is to know of a node. */
export const nodeColumns: readonly Column<Node>[] = [
  { key: 'name', header: 'Node', narrow: 'main', cell: ({ name }) => <Plain text={name} max={60} /> },
  { key: 'does', header: 'Does', cell: ({ roles }) => (roles === null ? 'not known' : rolesOf(roles)) },
  { key: 'version', header: 'Version', cell: ({ version }) => version ?? 'not known' },
  { key: 'since', header: 'Up since', cell: ({ startedAt }) => <Time at={startedAt} /> },
  {
    key: 'sign',
    header: 'Last sign',
    align: 'end',
    cell: ({ lastSignSecondsAgo }) => `${formatDuration(lastSignSecondsAgo * 1000)} ago`,
  },
  { key: 'held', header: 'In its hands', align: 'end', cell: ({ held }) => formatCount(held) },
  {
    key: 'rate',
    header: 'Attempts a second',
    align: 'end',
    cell: ({ attemptsPerSecond }) => formatCount(Math.round(attemptsPerSecond)),
  },
  {
    key: 'paused',
    header: 'Paused webhooks',
    align: 'end',
    cell: ({ pausedWebhooks }) => formatCount(pausedWebhooks),
  },
  {
    key: 'memory',
    header: 'Memory',
    align: 'end',
    cell: ({ memoryBytes }) => (memoryBytes === null ? '–' : formatBytes(memoryBytes)),
  },
];

/** What there is to know of a part of the log. */
export const partitionColumns: readonly Column<Partition>[] = [
  {
    key: 'table',
    header: 'Table',
    narrow: 'main',
    cell: ({ table }) => <span className="mono">{table}</span>,
  },
  { key: 'day', header: 'Day (UTC)', cell: ({ day }) => day ?? '–' },
  { key: 'rows', header: 'Rows, about', align: 'end', cell: ({ rows }) => formatCount(Math.round(rows)) },
  { key: 'size', header: 'Size', align: 'end', cell: ({ bytes }) => formatBytes(bytes) },
  { key: 'drops', header: 'Dropped on', align: 'end', cell: ({ dropsOn }) => dropsOn ?? '–' },
];

function rolesOf({ api, delivery }: { api: boolean; delivery: boolean }): string {
  return [api && 'API', delivery && 'sending'].filter(Boolean).join(', ');
}
