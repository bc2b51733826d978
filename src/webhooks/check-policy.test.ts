import { expect, it } from 'vitest';
import { standardPolicy } from '../pipeline/delivery/standard-policy.ts';
import type { Policy } from '../store/records/policy.ts';
import { checkPolicy } from './check-policy.ts';

it.each<Partial<Policy>>([
  {},
  { connectTimeoutMs: 100, totalTimeoutMs: 100 },
  { connectTimeoutMs: 60_000, totalTimeoutMs: 120_000 },
  { retryDelaysMs: [] },
  { retryDelaysMs: Array.from({ length: 50 }, () => 7 * 24 * 3_600_000) },
  { jitter: 0.5, retriedStatuses: [300, 599, '5xx'] },
])('takes %j', (part) => {
  expect(checkPolicy({ ...standardPolicy, ...part })).toEqual([]);
});

it.each<[Partial<Policy>, string]>([
  [{ connectTimeoutMs: 99 }, 'connectTimeoutMs'],
  [{ connectTimeoutMs: 60_001 }, 'connectTimeoutMs'],
  [{ connectTimeoutMs: 500.5 }, 'connectTimeoutMs'],
  [{ totalTimeoutMs: 120_001 }, 'totalTimeoutMs'],
  [{ totalTimeoutMs: Number.NaN }, 'totalTimeoutMs'],
  [{ connectTimeoutMs: 2000, totalTimeoutMs: 1000 }, 'connectTimeoutMs'],
  [{ retryDelaysMs: Array.from({ length: 51 }, () => 1000) }, 'retryDelaysMs'],
  [{ retryDelaysMs: [1000, 0] }, 'retryDelaysMs.1'],
  [{ retryDelaysMs: [7 * 24 * 3_600_000 + 1] }, 'retryDelaysMs.0'],
  [{ jitter: -0.1 }, 'jitter'],
  [{ jitter: 0.6 }, 'jitter'],
  [{ retriedStatuses: [200] }, 'retriedStatuses.0'],
  [{ retriedStatuses: ['5xx', 600] }, 'retriedStatuses.1'],
])('refuses %j', (part, field) => {
  const problems = checkPolicy({ ...standardPolicy, ...part });
  expect(problems.map((problem) => problem.field)).toEqual([`policy.${field}`]);
});
