import { type Tracing, traced } from '../../base/tracing/tracing.ts';
import type { Changes } from './changes.ts';

/** Saving as a span: the parent of all attempts of what is saved in it. */
export function tracedChanges(changes: Changes, tracing: Tracing): Changes {
  if (!tracing.on) return changes;
  return {
    ...changes,
    apply: (input) =>
      traced(tracing, startOf('apply changes', input), async (span) => {
        const saved = await changes.apply(input);
        span.note({ 'bellwire.changes': saved.length });
        return saved;
      }),
    publish: (input) =>
      traced(tracing, startOf('publish events', input), async (span) => {
        const answer = await changes.publish(input);
        span.note({ 'bellwire.events': answer.eventIds.length, 'bellwire.repeated': answer.repeated });
        return answer;
      }),
  };
}

function startOf(name: string, { organizationId }: { organizationId: string }) {
  return { name, kind: 'internal' as const, facts: { 'bellwire.organization.id': organizationId } };
}
