import type { EventRules } from '../changes/event-rules.ts';
import type { IntakeOptions } from './intake.ts';

/** What the registered schemas say against recorded events, in words, by the events' ids. */
export function recordedProblems(rules: EventRules): IntakeOptions['problems'] {
  return async (queries, organizationId, events) => {
    const problems = await rules.problems(queries, organizationId, events);
    return new Map(
      events.flatMap(({ id }, index) => {
        const problem = problems[index];
        return problem ? [[id, `${problem.field} ${problem.message}`] as const] : [];
      }),
    );
  };
}
