import { beforeEach, expect, it } from 'vitest';
import { recordingLog } from '../../../test/harness/recording-log.ts';
import { uuidAtMs } from '../../base/ids.ts';
import { createPrometheus } from '../../base/prometheus.ts';
import { createCountResults } from './count-results.ts';
import type { Result } from './result.ts';

const at = new Date('2026-03-01T10:00:00.000Z');
let metrics: ReturnType<typeof createPrometheus>;
let count: (results: readonly Result[]) => void;
beforeEach(() => {
  metrics = createPrometheus({ log: recordingLog() });
  count = createCountResults(metrics);
});

function result(state: string, reason: string | null, attempted = true): Result {
  const eventId = uuidAtMs(at.getTime() - 400);
  return {
    nodeId: '',
    attempt: attempted ? { eventId, reason, timings: { wait: 30, total: 40 } } : null,
    settled: { state, finishedAt: state === 'retrying' || state === 'waiting' ? null : at },
  } as unknown as Result;
}

const lines = async () => (await metrics.text()).split('\n').filter((line) => line.startsWith('bellwire_'));

it('counts deliveries by outcome and attempts by reason', async () => {
  count([
    result('delivered', null),
    result('retrying', 'answer-server-error'),
    result('retrying', 'answer-server-error'),
  ]);
  count([result('failed', 'answer-gone'), result('failed', 'format-unknown', false)]);
  expect(await lines()).toEqual(
    expect.arrayContaining([
      'bellwire_deliveries_total{outcome="delivered"} 1',
      'bellwire_deliveries_total{outcome="retried"} 2',
      'bellwire_deliveries_total{outcome="failed"} 2',
      'bellwire_deliveries_total{outcome="cancelled"} 0',
      'bellwire_attempts_total{reason="none"} 1',
      'bellwire_attempts_total{reason="answer-server-error"} 2',
      'bellwire_attempts_total{reason="answer-gone"} 1',
    ]),
  );
});

it('measures the phases of attempts, and the time from an event to its delivery', async () => {
  count([result('delivered', null), result('retrying', 'answer-server-error')]);
  const found = await lines();
  expect(found).toContain('bellwire_attempt_duration_seconds_sum{phase="total"} 0.08');
  expect(found).toContain('bellwire_attempt_duration_seconds_count{phase="wait"} 2');
  expect(found).toContain('bellwire_event_delivered_seconds_sum 0.4');
  expect(found).toContain('bellwire_event_delivered_seconds_count 1');
});

it('counts nothing for what goes back to wait for its webhook', async () => {
  count([result('waiting', null, false), result('retrying', null, false)]);
  expect((await lines()).filter((line) => line.startsWith('bellwire_deliveries_total'))).toEqual(
    ['delivered', 'failed', 'retried', 'cancelled'].map(
      (outcome) => `bellwire_deliveries_total{outcome="${outcome}"} 0`,
    ),
  );
});
