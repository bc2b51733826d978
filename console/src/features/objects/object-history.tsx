import { keepPreviousData, useQuery } from '@tanstack/react-query';
import { reading } from '../../shared/api/query.ts';
import type { HistoryEntry } from '../../shared/api/types.ts';
import { paths } from '../../shared/paths.ts';
import { Link } from '../../shared/routing/link.tsx';
import { useSearch } from '../../shared/routing/use-search.ts';
import { List } from '../../shared/ui/list.tsx';
import { Section } from '../../shared/ui/page.tsx';
import { Plain } from '../../shared/ui/plain.tsx';
import { Status } from '../../shared/ui/status.tsx';
import type { Column } from '../../shared/ui/table.tsx';
import { Time } from '../../shared/ui/time.tsx';
import { useWebhookNames } from '../../shared/webhooks/use-webhooks.ts';
import classes from './objects.module.css';

/** What happened to an object, newest first, and where each was told; also when it is gone. */
export function ObjectHistory({ org, type, id }: { org: string; type: string; id: string }) {
  const { before, after } = useSearch();
  const names = useWebhookNames(org);
  const query = useQuery({
    ...reading('/api/v1/organizations/{org}/objects/{type}/{id}/history', {
      path: { org, type, id },
      query: { before, after },
    }),
    placeholderData: keepPreviousData,
    refetchInterval: before === undefined && after === undefined ? 5000 : false,
  });
  return (
    <Section title="History">
      <List
        caption="History"
        what="The history"
        query={query}
        columns={columnsOf(org, names)}
        keyOf={(entry) => entry.id}
        linkTo={(entry) => ({ to: paths.event(org, entry.id) })}
        empty={{ title: 'Nothing that was told of it is in the log.' }}
      />
    </Section>
  );
}

function columnsOf(org: string, names: ReadonlyMap<string, string>): Column<HistoryEntry>[] {
  return [
    { key: 'time', header: 'Time', narrow: 'main', cell: ({ occurredAt }) => <Time at={occurredAt} /> },
    {
      key: 'what',
      header: 'What',
      narrow: 'main',
      cell: ({ operation, type }) => operation ?? <Plain text={type} max={60} />,
    },
    { key: 'actor', header: 'By', narrow: 'hidden', cell: ({ actor }) => <Plain text={actor} max={40} /> },
    {
      key: 'fields',
      header: 'Changed',
      cell: ({ changedFields }) =>
        changedFields === null || changedFields.length === 0 ? (
          '–'
        ) : (
          <Plain text={changedFields.join(', ')} max={80} />
        ),
    },
    {
      key: 'deliveries',
      header: 'Told',
      cell: ({ deliveries }) =>
        deliveries.length === 0 ? (
          <Status kind="none" />
        ) : (
          <span className={classes.told}>
            {deliveries.map(({ id, webhookId, state }) => (
              <Link key={id} to={paths.delivery(org, id)}>
                <Plain text={names.get(webhookId) ?? webhookId} max={30} /> <Status kind={state} />
              </Link>
            ))}
          </span>
        ),
    },
  ];
}
