/**
 * The steps by which answers are counted: how many took at most so many milliseconds, the last for all that took longer.
 * Columns of the database are numbered by them, so they never change.
 */
export const answerTimes = [
  5, 10, 20, 35, 50, 75, 100, 150, 200, 300, 500, 750, 1000, 1500, 2000, 3000, 5000, 10_000, 30_000, 120_000,
] as const;

/** The step that a time belongs to. */
export function answerStepOf(ms: number): number {
  const step = answerTimes.findIndex((limit) => ms <= limit);
  return step === -1 ? answerTimes.length - 1 : step;
}
