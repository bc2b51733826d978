import { sqlStateOf } from '../../store/connection-errors.ts';

/** PostgreSQL's codes for "another transaction got in the way": serialization, deadlock, a parent that just went. */
const passing = new Set(['40001', '40P01', '23503']);

/** Whether a commit failed only because of what others did at the same moment. */
export function mayTryAgain(error: unknown): boolean {
  return passing.has(sqlStateOf(error) ?? '');
}
