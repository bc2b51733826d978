import type { Metrics } from '../../base/metrics.ts';
import type { CallBefore } from './ask-before.ts';

/** Counts "before" calls by what was decided. */
export function measuredBefore(call: CallBefore, metrics: Metrics): CallBefore {
  const calls = metrics.counter<'decision'>({
    name: 'bellwire_before_calls_total',
    help: '"Before" calls by their decision: proceed, enrich, refuse, or unanswered.',
    labels: ['decision'],
  });
  return async (asked) => {
    const decision = await call(asked);
    calls.add(1, { decision: decision.type });
    return decision;
  };
}
