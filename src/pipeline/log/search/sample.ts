import { msOfUuid } from '../../../base/ids.ts';
import type {
  SampledPlace,
  SamplePlaces,
  SearchStep,
} from '../../../store/queries/attempts/attempts-search.ts';
import { betweenIdsAtMs, isOver, movedMs, nearer } from './bounds.ts';

/** What some attempts of the log have, from all over it. */
export interface Sample {
  looked: number;
  /** In how many of them each part of a search is. */
  counts: readonly number[];
  /** How many attempts a millisecond of the log has, as a rule. */
  perMs: number;
}

/** Nothing is known: any part may be in all of the log. */
export const noSample: Sample = { looked: 0, counts: [], perMs: 0 };

const hourMs = 60 * 60 * 1000;
/** How far from where a search goes on: a busy hour, or a kind of event that is new, must not speak for all of the log. */
const hoursOn = [0, 5.3, 21.7, 52.9, 107, 181, 283, 401, 541, 683];
const each = 40;
/** A place ends after this, so that it lies in one day, or in two. */
const placeMs = 6 * hourMs;

/** Where a search takes a sample of what lies before it. */
export function samplePlaces({
  from,
  to,
  direction,
}: Pick<SearchStep, 'from' | 'to' | 'direction'>): SamplePlaces {
  const on = (id: string, ms: number) => (ms === 0 ? id : betweenIdsAtMs(movedMs(id, ms, direction)));
  const beyond = hoursOn
    .map((hours) => on(from, hours * hourMs))
    .filter((start) => !isOver(start, to, direction));
  return { beyond, before: beyond.map((start) => nearer(on(start, placeMs), to, direction)), each };
}

/** The places of a sample together. */
export function sampleOf(places: SamplePlaces, sampled: readonly SampledPlace[]): Sample {
  const counts: number[] = [];
  for (const place of sampled)
    for (const [part, count] of place.counts.entries()) counts[part] = (counts[part] ?? 0) + count;
  const paces = sampled
    .filter(({ looked }) => looked > 0)
    .map((place) => place.looked / Math.max(lookedMs(places, place), 1))
    .sort((one, other) => one - other);
  return {
    looked: sampled.reduce((sum, { looked }) => sum + looked, 0),
    counts,
    // Neither a rush nor a quiet night counts for more than a place has.
    perMs: paces[Math.floor(paces.length / 2)] ?? 0,
  };
}

/** In which share of the log each part of a search may be. Never none: what is in no attempt of a sample may be in some others. */
export function sharesOf({ looked, counts }: Sample): number[] {
  return counts.map((count) => (count + 0.5) / (looked + 1));
}

/** The time that was looked at: to the last attempt, or to the end where there were no more. */
function lookedMs({ beyond, before, each }: SamplePlaces, { place, looked, last_id }: SampledPlace): number {
  const [start, end] = [beyond[place - 1] ?? '', before[place - 1] ?? ''];
  return Math.abs(msOfUuid(looked < each ? end : (last_id ?? end)) - msOfUuid(start));
}
