import { useQuery } from '@tanstack/react-query';
import { reading } from '../../shared/api/query.ts';
import type { Operations } from '../../shared/api/types.ts';
import { formatBytes } from '../../shared/format/bytes.ts';
import { formatCount } from '../../shared/format/count.ts';
import { formatDuration } from '../../shared/format/duration.ts';
import { Facts } from '../../shared/ui/facts.tsx';
import { Page, Section } from '../../shared/ui/page.tsx';
import { Plain } from '../../shared/ui/plain.tsx';
import { Loading, Trouble } from '../../shared/ui/states.tsx';
import { Table } from '../../shared/ui/table.tsx';
import { Backlog } from './backlog.tsx';
import { nodeColumns, partitionColumns } from './operate-columns.tsx';

/** How the installation stands: nodes, what waits, the database. Everything is read-only. */
export function OperatePage() {
  const { data, error, refetch } = useQuery({
    ...reading('/api/v1/operations', {}),
    refetchInterval: 5000,
  });
  return (
    <Page title="Operate" crumbs={[]}>
      {error !== null && (
        <Trouble
          what="The installation could not be looked at."
          error={error}
          onRetry={() => void refetch()}
        />
      )}
      {data === undefined ? error === null && <Loading /> : <Installation data={data} />}
    </Page>
  );
}

function Installation({ data }: { data: Operations }) {
  const { database, recorded } = data;
  return (
    <>
      <Facts
        facts={[
          { label: 'Version', value: `${data.version}, migration ${data.migration}` },
          {
            label: 'Log is kept',
            value: `${data.retentionDays} days, unless an organization says otherwise`,
          },
          {
            label: 'Open addresses',
            value:
              data.allowAddresses.length === 0 ? (
                'None: private addresses are closed'
              ) : (
                <Plain text={data.allowAddresses.join(', ')} max={400} />
              ),
          },
          {
            label: 'Recorded events',
            value: `${formatCount(recorded.waiting)} to be taken in, ${formatCount(recorded.refused)} refused`,
          },
        ]}
      />
      <Section title={data.nodes.length === 1 ? '1 node' : `${data.nodes.length} nodes`}>
        <Table caption="Nodes" columns={nodeColumns} rows={data.nodes} keyOf={({ id }) => id} />
      </Section>
      <Backlog backlog={data.backlog} />
      <Section title="Database">
        <Facts
          facts={[
            { label: 'Size', value: formatBytes(database.sizeBytes) },
            { label: 'PostgreSQL', value: database.serverVersion },
            { label: 'Connections', value: `${database.connections} of ${database.maxConnections}` },
            {
              label: 'Pool here',
              value: `${database.pool.total}, of which ${database.pool.idle} idle; ${database.pool.waiting} wait for one`,
            },
            {
              label: 'Oldest transaction',
              value:
                database.oldestTransactionSeconds === null
                  ? 'None is open'
                  : `open for ${formatDuration(database.oldestTransactionSeconds * 1000)}`,
            },
          ]}
        />
      </Section>
      <Section title="Log by day">
        <Table
          caption="Parts of the log"
          columns={partitionColumns}
          rows={database.partitions}
          keyOf={({ table, day }) => `${table} ${day}`}
        />
      </Section>
    </>
  );
}
