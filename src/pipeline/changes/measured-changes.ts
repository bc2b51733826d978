import type { Metrics } from '../../base/metrics.ts';
import type { Changes } from './changes.ts';
import { toldBy } from './owed.ts';
import type { Plan } from './plan.ts';

/** Counts the events of what was saved. */
export function measuredChanges(changes: Changes, metrics: Metrics): Changes {
  const events = metrics.counter({
    name: 'bellwire_events_accepted_total',
    help: 'Events that this node has saved and acknowledged.',
  });
  return {
    ...changes,
    async apply(input) {
      let plan: Plan | null = null;
      const saved = await changes.apply({
        ...input,
        plan: async (enrichments) => {
          plan = await input.plan(enrichments);
          return plan;
        },
      });
      events.add(input.silent === true || plan === null ? 0 : toldBy(plan).length, {});
      return saved;
    },
    async record(input) {
      const told = await changes.record(input);
      events.add(told, {});
      return told;
    },
    async publish(input) {
      const answer = await changes.publish(input);
      if (!answer.repeated) events.add(answer.eventIds.length, {});
      return answer;
    },
    async take(find) {
      let count = 0;
      await changes.take(async (tx) => {
        const writes = await find(tx);
        count = writes.reduce((sum, { published }) => sum + published.length, 0);
        return writes;
      });
      events.add(count, {});
    },
  };
}
