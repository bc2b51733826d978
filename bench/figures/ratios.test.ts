import { describe, expect, it } from 'vitest';
import { medianOf, neededWith, ratiosOf } from './ratios.ts';
import type { Measures, RunFigures } from './run-figures.ts';

const run = (measures: Measures): RunFigures => ({ sent: 1, arrived: 1, logged: null, seconds: 1, measures });
const rates = (...values: number[]) => values.map((perSecond) => run({ perSecond }));

describe('the ratios', () => {
  it('compare medians, so that one bad round changes nothing', () => {
    const runs = new Map([
      ['inProcess', rates(20_000, 1, 22_000)],
      ['bareLoop', rates(40_000, 39_000, 90_000)],
    ]);
    expect(ratiosOf(runs).inProcessToBareLoop).toBe(0.5);
  });

  it('are null where one side was not run', () => {
    const found = ratiosOf(new Map([['inProcess', rates(1)]]));
    expect(Object.values(found)).toEqual(Object.values(found).map(() => null));
  });

  it('of latencies compare p99', () => {
    const runs = new Map([
      ['latency', [run({ p50Ms: 1, p99Ms: 12 })]],
      ['latencyBarePost', [run({ p50Ms: 1, p99Ms: 4 })]],
    ]);
    expect(ratiosOf(runs).latencyP99ToBarePost).toBe(3);
  });
});

describe('a run that is asked for by itself', () => {
  it('brings what its ratios are measured against', () => {
    expect([...neededWith('inProcess')].sort()).toEqual([
      'bareLoop',
      'bullmq',
      'byHand',
      'graphileWorker',
      'inProcess',
    ]);
    expect([...neededWith('tenOneHanging')].sort()).toEqual(['tenHealthy', 'tenOneHanging']);
  });

  it('brings nothing when others are measured against it', () => {
    expect([...neededWith('bareLoop')]).toEqual(['bareLoop']);
  });
});

describe('the median of a measure', () => {
  it('is null for a run that does not have it', () => {
    expect(medianOf(new Map([['killed', rates(1)]]), 'killed', 'p99Ms')).toBeNull();
  });
});
