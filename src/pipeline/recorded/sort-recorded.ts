import { groupBy } from '../../base/group-by.ts';
import type { RecordedEvent, RecordedRefusal } from '../../store/records/recorded-event.ts';
import { recordsOf } from '../changes/published.ts';
import type { Write } from '../changes/write.ts';

/** What becomes of recorded events: writes for the one door, and refusals. */
export interface Sorted {
  writes: Write[];
  refusals: RecordedRefusal[];
}

/**
 * Sorts recorded events into those that become events and those that cannot. What one transaction of the application
 * recorded becomes one write, and keeps its order. Pure.
 */
export function sortRecorded(
  recorded: readonly RecordedEvent[],
  known: {
    /** The organizations that are there. */
    organizations: ReadonlySet<string>;
    /** What is wrong with an event, by its id, in words. */
    problems: ReadonlyMap<string, string>;
  },
): Sorted {
  const refusals: RecordedRefusal[] = [];
  const good: RecordedEvent[] = [];
  for (const event of recorded) {
    const { id, organizationId } = event;
    const problem = known.problems.get(id);
    if (!known.organizations.has(organizationId)) {
      refusals.push({ id, reason: 'organization-removed', detail: 'Its organization was removed.' });
    } else if (problem !== undefined) {
      refusals.push({ id, reason: 'event-invalid', detail: problem });
    } else {
      good.push(event);
    }
  }
  const groups = groupBy(
    good,
    ({ organizationId, transactionId, actor }) => `${organizationId} ${transactionId} ${actor}`,
  );
  return { writes: [...groups.values()].map(writeOf), refusals };
}

function writeOf(group: readonly RecordedEvent[]): Write {
  const [{ organizationId, transactionId, actor }] = group as [RecordedEvent];
  return {
    organizationId,
    actor,
    transactionId,
    plan: null,
    published: group.flatMap(recordOf),
    silent: false,
  };
}

/** The id was made when it was recorded: the application may have kept it. */
function recordOf(event: RecordedEvent) {
  const { id, organizationId, actor, transactionId, related, ...rest } = event;
  const published = {
    ...rest,
    related: Object.fromEntries(
      Object.entries(related).map(([name, parent]) => [name, { ...parent, number: parent.number ?? null }]),
    ),
  };
  const context = { organizationId, actor, transactionId, now: event.occurredAt, ids: { uuid: () => id } };
  return recordsOf([published], context);
}
