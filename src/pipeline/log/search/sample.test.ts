import fc from 'fast-check';
import { expect, it } from 'vitest';
import { msOfUuid, uuidAtMs } from '../../../base/ids.ts';
import { isOver } from './bounds.ts';
import { sampleOf, samplePlaces, sharesOf } from './sample.ts';

const hourMs = 60 * 60 * 1000;
const start = Date.parse('2026-01-01T00:00:00.000Z');

it('is taken within what is left of the log, from where the search goes on, in its direction', () => {
  const direction = fc.constantFrom('falling' as const, 'rising' as const);
  fc.assert(
    fc.property(direction, fc.integer({ min: 1, max: 1000 * hourMs }), (to, lengthMs) => {
      const ends = [uuidAtMs(start), uuidAtMs(start + lengthMs)] as const;
      const [first, last] = to === 'rising' ? ends : [ends[1], ends[0]];
      const { beyond, before } = samplePlaces({ from: first, to: last, direction: to });
      expect(beyond[0]).toBe(first);
      expect(before).toHaveLength(beyond.length);
      for (const [place, from] of beyond.entries()) {
        const end = before[place] ?? '';
        expect(isOver(end, from, to)).toBe(true);
        expect(isOver(from, last, to)).toBe(false);
        expect(end === last || !isOver(end, last, to)).toBe(true);
      }
    }),
  );
});

it('adds up its places, and takes the pace that the log has as a rule', () => {
  const [from, to] = [uuidAtMs(start + 100 * hourMs), uuidAtMs(start)];
  const places = samplePlaces({ from, to, direction: 'falling' });
  const at = (place: number, backMs: number) => uuidAtMs(msOfUuid(places.beyond[place - 1] ?? '') - backMs);
  const { each } = places;
  const sample = sampleOf(places, [
    // A rush, the usual, few, and none at all.
    { place: 1, looked: each, last_id: at(1, 1), counts: [each, 0] },
    { place: 2, looked: each, last_id: at(2, 1000 * each), counts: [1, 0] },
    { place: 3, looked: 6, last_id: at(3, 1000), counts: [0, 0] },
    { place: 4, looked: 0, last_id: null, counts: [0, 0] },
  ]);
  expect(sample).toEqual({ looked: 2 * each + 6, counts: [each + 1, 0], perMs: 0.001 });
  const [one = 0, other = 0] = sharesOf(sample);
  expect(one).toBeCloseTo((each + 1) / (2 * each + 6), 1);
  expect(other).toBeGreaterThan(0);
});

it('knows no pace where it has nothing', () => {
  const places = samplePlaces({ from: uuidAtMs(start), to: uuidAtMs(start - hourMs), direction: 'falling' });
  expect(sampleOf(places, [{ place: 1, looked: 0, last_id: null, counts: [0] }])).toEqual({
    looked: 0,
    counts: [0],
    perMs: 0,
  });
});
