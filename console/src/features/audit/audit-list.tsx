import { Button } from '@mantine/core';
import { IconX } from '@tabler/icons-react';
import { useMemo } from 'react';
import type { AuditEntry } from '../../shared/api/types.ts';
import { plainLine } from '../../shared/format/plain.ts';
import { ranges } from '../../shared/log/range.ts';
import { useChangeSearch, useGo, useSearch } from '../../shared/routing/use-search.ts';
import { ChoiceFilter, FilterBar } from '../../shared/ui/filters.tsx';
import { List, type ListQuery } from '../../shared/ui/list.tsx';
import type { Column } from '../../shared/ui/table.tsx';
import { auditColumns } from './audit-columns.tsx';
import { filtersOf } from './audit-filters.ts';
import { actorWords, kinds } from './audit-words.ts';

/** What the list is asked with: the same for as long as the address is. */
export function useAuditFilters() {
  const search = useSearch();
  // biome-ignore lint/correctness/useExhaustiveDependencies: the beginning of a range is taken anew when one is chosen.
  return useMemo(() => filtersOf(search, new Date()), [JSON.stringify(search)]);
}

/** The list of entries with its filters, in an organization as in the installation. */
export function AuditList({
  here,
  query,
  orgOf,
  more = [],
}: {
  /** The address of the page. */
  here: string;
  query: ListQuery<AuditEntry>;
  orgOf: (entry: AuditEntry) => string | null;
  /** Columns behind who did it. */
  more?: readonly Column<AuditEntry>[];
}) {
  const search = useSearch();
  const change = useChangeSearch();
  const go = useGo();
  const [time, actor, ...others] = auditColumns({ here, search, orgOf });
  const filtered = Object.keys(useAuditFilters()).length > 0;
  // By name where an entry of theirs is on the screen.
  const by = query.isPlaceholderData ? undefined : query.data?.items[0];
  return (
    <>
      <FilterBar>
        <ChoiceFilter name="kind" label="What" options={kinds} />
        <ChoiceFilter name="range" label="Time" options={[{ value: 'any', label: 'Any time' }, ...ranges]} />
        {search.actor !== undefined && (
          <Chip
            words={by === undefined ? 'By one person' : `By ${plainLine(actorWords(by), 40)}`}
            onClear={() => change({ actor: undefined })}
          />
        )}
        {search.target !== undefined && (
          <Chip words="Of one thing" onClear={() => change({ target: undefined })} />
        )}
      </FilterBar>
      <List
        caption="Audit log"
        what="The entries"
        query={query}
        columns={[time!, actor!, ...more, ...others]}
        keyOf={({ id }) => id}
        empty={{
          title: filtered ? 'Nothing matches these filters.' : 'Nothing was done here yet.',
          children: filtered && (
            <Button variant="default" onClick={() => go(here)}>
              Clear filters
            </Button>
          ),
        }}
      />
    </>
  );
}

/** A filter that a link has set, to be taken away. */
function Chip({ words, onClear }: { words: string; onClear: () => void }) {
  return (
    <Button
      variant="default"
      size="compact-sm"
      onClick={onClear}
      rightSection={<IconX size={16} aria-hidden />}
      aria-label={`${words}: show all`}
    >
      {words}
    </Button>
  );
}
