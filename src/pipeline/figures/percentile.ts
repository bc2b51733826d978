import { answerTimes } from '../../store/records/answer-times.ts';

/**
 * The time within which a share of the answers came, in milliseconds; null without answers. Within a step they are taken to
 * be spread evenly, so that it is off by less than the step is wide.
 */
export function percentileOf(answered: readonly number[], share: number): number | null {
  const total = answered.reduce((sum, count) => sum + count, 0);
  if (total === 0) return null;
  const wanted = total * share;
  let before = 0;
  for (const [step, count] of answered.entries()) {
    if (count > 0 && before + count >= wanted) {
      const from = step === 0 ? 0 : answerTimes[step - 1]!;
      return Math.round(from + ((wanted - before) / count) * (answerTimes[step]! - from));
    }
    before += count;
  }
  return answerTimes.at(-1) ?? null;
}

/** Two histograms as one. */
export function addAnswered(left: readonly number[], right: readonly number[]): number[] {
  return answerTimes.map((_, step) => (left[step] ?? 0) + (right[step] ?? 0));
}
