import { PlanOutdated } from './plan.ts';

/** PostgreSQL's codes for "another transaction got in the way; try again". */
const retriable = new Set(['40001', '40P01', '23503']);

/**
 * Whether a commit failed only because others changed something meanwhile: the plan no longer holds, two transactions
 * waited for each other, or a parent went while a child came (the foreign key's code).
 */
export function isOutdated(error: unknown): boolean {
  if (error instanceof PlanOutdated) return true;
  for (let cause: unknown = error; cause instanceof Error; cause = cause.cause) {
    if ('code' in cause && typeof cause.code === 'string' && retriable.has(cause.code)) return true;
  }
  return false;
}
