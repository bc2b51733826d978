import { Button } from '@mantine/core';
import { useChangeSearch, useSearch } from '../../shared/routing/use-search.ts';
import { FilterBar, SearchFilter } from '../../shared/ui/filters.tsx';
import { Section } from '../../shared/ui/page.tsx';
import { Plain } from '../../shared/ui/plain.tsx';
import { Empty } from '../../shared/ui/states.tsx';
import { Table } from '../../shared/ui/table.tsx';
import type { EventType } from './graph.ts';

/** All that a hub tells of, each with a way to try it. */
export function EventTypes({ types }: { types: readonly EventType[] }) {
  const { q } = useSearch();
  const change = useChangeSearch();
  const wanted = q?.toLowerCase() ?? '';
  const shown = types.filter(({ name, label }) => `${name} ${label}`.toLowerCase().includes(wanted));
  return (
    <Section title={`Event types (${types.length})`}>
      <FilterBar>
        <SearchFilter label="Search event types" />
      </FilterBar>
      {shown.length === 0 ? (
        <Empty title="No event type of that name." />
      ) : (
        <Table
          caption="Event types"
          rows={shown}
          keyOf={({ id }) => id}
          columns={[
            {
              key: 'label',
              header: 'Event',
              narrow: 'main',
              cell: ({ label }) => <Plain text={label} max={60} />,
            },
            {
              key: 'name',
              header: 'Type',
              cell: ({ name }) => (
                <span className="mono">
                  <Plain text={name} max={60} />
                </span>
              ),
            },
            {
              key: 'test',
              header: 'Test',
              silent: true,
              align: 'end',
              cell: ({ id, name }) => (
                <Button
                  variant="default"
                  size="compact-xs"
                  aria-label={`Test event ${name}`}
                  onClick={() => change({ test: id }, { turn: true })}
                >
                  Test event
                </Button>
              ),
            },
          ]}
        />
      )}
    </Section>
  );
}
