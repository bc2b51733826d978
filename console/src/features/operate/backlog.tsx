import { Progress } from '@mantine/core';
import type { Operations } from '../../shared/api/types.ts';
import { formatCount } from '../../shared/format/count.ts';
import { formatDuration } from '../../shared/format/duration.ts';
import { paths } from '../../shared/paths.ts';
import { Link } from '../../shared/routing/link.tsx';
import { Section } from '../../shared/ui/page.tsx';
import { Table } from '../../shared/ui/table.tsx';

/** What waits, by how long it has been due, with bars; and where the oldest is owed. */
export function Backlog({ backlog: { counts, oldest, oldestSeconds } }: { backlog: Operations['backlog'] }) {
  const total = counts.reduce((sum, { count }) => sum + count, 0);
  return (
    <Section title="What waits">
      <p>
        {oldest === null || oldestSeconds < 1 ? (
          'Nothing is late.'
        ) : (
          <>
            The one that waits longest was due {formatDuration(oldestSeconds * 1000)} ago, owed to{' '}
            <Link to={paths.webhook(oldest.organization, oldest.webhookId)}>
              a webhook of {oldest.organization}
            </Link>
            .
          </>
        )}
      </p>
      <Table
        caption="Waiting deliveries by age"
        rows={counts}
        keyOf={({ age }) => age}
        columns={[
          { key: 'age', header: 'Due', narrow: 'main', cell: ({ age }) => words[age] },
          {
            key: 'bar',
            header: 'Share',
            narrow: 'hidden',
            cell: ({ age, count }) => (
              <Progress.Root size={10} miw={160}>
                <Progress.Section
                  value={total === 0 ? 0 : (count / total) * 100}
                  aria-label={`Share of those due ${words[age]}`}
                />
              </Progress.Root>
            ),
          },
          { key: 'count', header: 'Deliveries', align: 'end', cell: ({ count }) => formatCount(count) },
        ]}
      />
    </Section>
  );
}

const words: Record<Operations['backlog']['counts'][number]['age'], string> = {
  held: 'when its webhook is on again',
  later: 'later',
  '10s': 'for less than 10 seconds',
  '1m': 'for less than a minute',
  '10m': 'for less than 10 minutes',
  '1h': 'for less than an hour',
  '1d': 'for less than a day',
  older: 'for a day or more',
};
