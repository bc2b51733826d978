import { expect, it } from 'vitest';
import { recordingLog } from '../../test/harness/recording-log.ts';
import { createPrometheus } from './prometheus.ts';

const ours = async (metrics: ReturnType<typeof createPrometheus>) =>
  (await metrics.text()).split('\n').filter((line) => line.includes('bellwire_'));

it('writes what was counted, measured and read in the text format of Prometheus', async () => {
  const metrics = createPrometheus({ log: recordingLog() });
  const things = { name: 'bellwire_things_total', help: 'Things.', labels: ['kind'] as const };
  metrics.counter<'kind'>(things).add(2, { kind: 'a' });
  metrics.counter<'kind'>(things).add(1, { kind: 'a' });
  metrics.histogram({ name: 'bellwire_wait_seconds', help: 'Waits.', buckets: [1, 5] }).observe(3, {});
  let value = 7;
  metrics.gauge({ name: 'bellwire_open', help: 'Open.', read: () => [{ value, labels: {} }] });
  expect(await ours(metrics)).toEqual([
    '# HELP bellwire_things_total Things.',
    '# TYPE bellwire_things_total counter',
    'bellwire_things_total{kind="a"} 3',
    '# HELP bellwire_wait_seconds Waits.',
    '# TYPE bellwire_wait_seconds histogram',
    'bellwire_wait_seconds_bucket{le="1"} 0',
    'bellwire_wait_seconds_bucket{le="5"} 1',
    'bellwire_wait_seconds_bucket{le="+Inf"} 1',
    'bellwire_wait_seconds_sum 3',
    'bellwire_wait_seconds_count 1',
    '# HELP bellwire_open Open.',
    '# TYPE bellwire_open gauge',
    'bellwire_open 7',
  ]);
  value = 8;
  expect(await ours(metrics)).toContain('bellwire_open 8');
});

it('tells of the process too', async () => {
  expect(await createPrometheus({ log: recordingLog() }).text()).toMatch(
    /^process_resident_memory_bytes \d/m,
  );
});

it('leaves a gauge out that cannot be read, says so, and answers with the rest', async () => {
  const log = recordingLog();
  const metrics = createPrometheus({ log });
  let broken = false;
  metrics.gauge<'state'>({
    name: 'bellwire_waiting',
    help: 'Waiting.',
    labels: ['state'],
    async read() {
      if (broken) throw new Error('the database is away');
      return [{ value: 4, labels: { state: 'due' } }];
    },
  });
  metrics.gauge({
    name: 'bellwire_alone',
    help: 'Alone.',
    read() {
      throw new Error('no');
    },
  });
  metrics.gauge({ name: 'bellwire_rest', help: 'Rest.', read: () => [{ value: 1, labels: {} }] });
  expect(await ours(metrics)).toContain('bellwire_waiting{state="due"} 4');
  broken = true;
  const lines = (await ours(metrics)).filter((line) => !line.startsWith('#'));
  expect(lines).toEqual(['bellwire_rest 1']);
  expect(log.lines).toContainEqual({
    level: 'warn',
    message: 'a metric could not be read',
    facts: { metric: 'bellwire_waiting', reason: 'the database is away' },
  });
});
