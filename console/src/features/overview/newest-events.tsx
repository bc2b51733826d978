import type { BellwireEvent } from '../../shared/api/types.ts';
import type { Liveness } from '../../shared/api/use-live-events.ts';
import { paths } from '../../shared/paths.ts';
import { Id } from '../../shared/ui/id.tsx';
import { List, type ListQuery } from '../../shared/ui/list.tsx';
import { Section } from '../../shared/ui/page.tsx';
import { Plain } from '../../shared/ui/plain.tsx';
import type { Column } from '../../shared/ui/table.tsx';
import { Time } from '../../shared/ui/time.tsx';

const columns: readonly Column<BellwireEvent>[] = [
  {
    key: 'type',
    header: 'Event',
    narrow: 'main',
    cell: ({ type }) => (
      <span className="mono">
        <Plain text={type} max={60} />
      </span>
    ),
  },
  {
    key: 'object',
    header: 'Object',
    cell: ({ objectType, objectId }) => (
      <>
        <Plain text={objectType} max={40} /> <Id id={objectId} />
      </>
    ),
  },
  { key: 'actor', header: 'Done by', narrow: 'hidden', cell: ({ actor }) => <Plain text={actor} max={40} /> },
  { key: 'at', header: 'Saved', align: 'end', cell: ({ occurredAt }) => <Time at={occurredAt} /> },
];

const words: Record<Liveness, string> = {
  connecting: 'Connecting …',
  live: 'Live',
  broken: 'Reconnecting …',
};

/** What happened last, as it comes. */
export function NewestEvents({
  org,
  query,
  liveness,
}: {
  org: string;
  query: ListQuery<BellwireEvent>;
  liveness: Liveness;
}) {
  return (
    <Section title="Newest events" actions={<span className="muted small">{words[liveness]}</span>}>
      <List
        caption="Newest events"
        what="Events"
        query={{ ...query, data: query.data && { items: query.data.items } }}
        columns={columns}
        keyOf={({ id }) => id}
        linkTo={({ id }) => ({ to: paths.event(org, id) })}
        empty={{ title: 'No event yet.' }}
      />
    </Section>
  );
}
