import { beforeEach, expect, it } from 'vitest';
import { recordingLog } from '../../../test/harness/recording-log.ts';
import { uuidAtMs } from '../../base/ids.ts';
import { createPrometheus } from '../../base/prometheus.ts';
import { measuredResults } from './measured-results.ts';
import type { Result, Results } from './results.ts';

const at = new Date('2026-03-01T10:00:00.000Z');
let fails = false;
const results: Results = {
  async write() {
    if (fails) throw new Error('not written');
  },
  drain: async () => {},
  giveUp() {},
};

let metrics: ReturnType<typeof createPrometheus>;
let measured: Results;
beforeEach(() => {
  fails = false;
  metrics = createPrometheus({ log: recordingLog() });
  measured = measuredResults(results, metrics);
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
  await measured.write(result('delivered', null));
  await measured.write(result('retrying', 'answer-server-error'));
  await measured.write(result('retrying', 'answer-server-error'));
  await measured.write(result('failed', 'answer-gone'));
  await measured.write(result('failed', 'format-unknown', false));
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
  await measured.write(result('delivered', null));
  await measured.write(result('retrying', 'answer-server-error'));
  const found = await lines();
  expect(found).toContain('bellwire_attempt_duration_seconds_sum{phase="total"} 0.08');
  expect(found).toContain('bellwire_attempt_duration_seconds_count{phase="wait"} 2');
  expect(found).toContain('bellwire_event_delivered_seconds_sum 0.4');
  expect(found).toContain('bellwire_event_delivered_seconds_count 1');
});

it('counts nothing for what goes back to wait for its webhook, and nothing before it is written', async () => {
  await measured.write(result('waiting', null, false));
  await measured.write(result('retrying', null, false));
  fails = true;
  await expect(measured.write(result('delivered', null))).rejects.toThrow('not written');
  expect((await lines()).filter((line) => line.startsWith('bellwire_deliveries_total'))).toEqual(
    ['delivered', 'failed', 'retried', 'cancelled'].map(
      (outcome) => `bellwire_deliveries_total{outcome="${outcome}"} 0`,
    ),
  );
});
