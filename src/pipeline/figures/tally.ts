import type { FigureDelta } from '../../store/queries/figures/figure-deltas-insert.ts';
import { answerStepOf, answerTimes } from '../../store/records/answer-times.ts';
import type { Result } from '../delivery/result.ts';

const minuteMs = 60_000;

/** What a batch of results adds to the figures: one delta for each webhook and minute in it. */
export function tallyOf(results: readonly Result[]): FigureDelta[] {
  const deltas = new Map<string, FigureDelta & { answered: number[] }>();
  for (const { attempt, settled } of results) {
    // Without an attempt nothing was tried: it was cancelled, or found its webhook off.
    if (attempt === null) continue;
    const minute = Math.floor(attempt.startedAt.getTime() / minuteMs);
    const key = `${attempt.webhookId} ${minute}`;
    let delta = deltas.get(key);
    if (delta === undefined) {
      const { organizationId, webhookId } = attempt;
      const at = new Date(minute * minuteMs);
      const answered = new Array<number>(answerTimes.length).fill(0);
      delta = { organizationId, webhookId, at, delivered: 0, retried: 0, failed: 0, answered };
      deltas.set(key, delta);
    }
    if (settled.state === 'delivered') delta.delivered += 1;
    else if (settled.state === 'failed') delta.failed += 1;
    else if (settled.state === 'retrying') delta.retried += 1;
    if (attempt.responseStatus !== null) delta.answered[answerStepOf(totalOf(attempt.timings))]! += 1;
  }
  return [...deltas.values()];
}

function totalOf(timings: object): number {
  return 'total' in timings && typeof timings.total === 'number' ? timings.total : 0;
}
