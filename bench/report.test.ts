import { describe, expect, it } from 'vitest';
import type { Measures, RunFigures } from './figures/run-figures.ts';
import { type Go, jsonOf, table, tableOf } from './report.ts';

const run = (measures: Measures, sent = 100): RunFigures => ({
  sent,
  arrived: sent,
  logged: sent,
  seconds: 2,
  measures,
});
const go: Go = {
  machine: {
    cpu: 'Example',
    cores: 2,
    memoryGb: 8,
    system: 'linux',
    node: '20.0.0',
    postgres: '18.4',
    fsyncMs: 0.5,
  },
  quick: false,
  runs: new Map([
    ['bareLoop', [run({ perSecond: 40_000 }), run({ perSecond: 44_000 })]],
    ['inProcess', [run({ perSecond: 21_000, peakMb: 200 })]],
    ['latency', [run({ perSecond: 4000, p50Ms: 2, p99Ms: 8.123 })]],
    ['drainMillion', [run({ perSecond: 9000, peakMb: 321 })]],
    ['usage', [run({ perSecond: 22_000 })]],
    ['kill', [run({ firstAfterSeconds: 14.2, allAfterSeconds: 15 })]],
  ]),
  skipped: new Map([['bullmq', 'redis-server is not installed']]),
};
const kinds = [...go.runs.keys()].map((name) => ({
  name,
  title: `About ${name}`,
  ...(name === 'usage' && { unit: 'transactions' }),
}));

describe('the report', () => {
  it('has every run with what was sent, arrived and logged, and the ratios, in one object', () => {
    expect(jsonOf(go)).toMatchObject({
      ratios: { inProcessToBareLoop: 0.5, inProcessToBullmq: null },
      memoryMb: 321,
      machine: { cores: 2 },
      skipped: { bullmq: 'redis-server is not installed' },
    });
    const { runs } = jsonOf(go) as { runs: object[] };
    expect(runs[1]).toEqual({
      name: 'bareLoop',
      round: 2,
      sent: 100,
      arrived: 100,
      logged: 100,
      seconds: 2,
      perSecond: 44_000,
    });
    expect(runs).toHaveLength(7);
  });

  it('says in the table what each run is about', () => {
    const text = tableOf(go, kinds);
    for (const part of [
      '42000/s',
      '22000 transactions/s',
      '40000 – 44000',
      '0.50',
      'p50 2.00 ms, p99 8.12 ms at 4000/s',
      'first after 14.2 s, all after 15.0 s',
      '321 MB',
      'bullmq: skipped, redis-server is not installed.',
    ])
      expect(text).toContain(part);
    expect(text).not.toContain('--quick');
  });

  it('warns of figures that were made quickly', () => {
    expect(tableOf({ ...go, quick: true }, kinds)).toContain('--quick');
  });
});

describe('a table', () => {
  it('has columns as wide as their widest cell', () => {
    expect(table(['a', 'long'], [['wider', 'x']])).toEqual([
      '| a     | long |',
      '|-------|------|',
      '| wider | x    |',
    ]);
  });
});
