import { msOfUuid } from '../../../base/ids.ts';
import type { Queries } from '../../../store/database.ts';
import { attemptsOwnedShare } from '../../../store/queries/attempts/attempts-owned-share.ts';
import {
  type Along,
  attemptsSampleWords,
  attemptsSearchAlong,
  attemptsSearchByWords,
  type SearchStep,
} from '../../../store/queries/attempts/attempts-search.ts';
import type { Facts } from './attempt-words.ts';
import { betweenIdsAtMs, boundsOf, endMs, isOver, movedMs, nearer, type Stretch } from './bounds.ts';
import { indexPlan, isCommon } from './index-plan.ts';
import { noSample, type Sample, sampleOf, samplePlaces } from './sample.ts';
import { type QueryParts, queryParts, textQuery } from './text-query.ts';

/** What is looked for. */
export interface AttemptSearch extends Facts, Stretch {
  /** Words, all of which have to be there. Empty: everything. */
  text: string;
  /** Only what lies beyond this id, in the direction of the search. */
  beyond: string | null;
  limit: number;
}

const hourMs = 60 * 60 * 1000;
const looked = 400;
/** What is commoner than a page in so many is looked for one by one. */
const pageIn = 1000;
/** So many are looked through where a sample says that a page is soon found: a rush of others lies before it. */
const lookedFurther = 5000;
/** Where the index leads to so many that do not fit, it is worth asking whether the organization has most of the log. */
const manyInVain = 20;
const firstStretchMs = 6 * hourMs;
/** What lies further on than a stretch of this length is searched at once. */
const longStretchMs = 50 * 24 * hourMs;

/**
 * The ids of what a search finds, in its order. First it looks through the next attempts, one by one: what is common is found
 * there. What is not is rare enough to be taken from the index, in stretches of time of which each is four times as long as the
 * one before, or longer where that had none: so no step finds many more than a page has. A sample of the log decides which of the
 * two goes on, and what the index is asked for.
 *
 * There is no limit of time: work in the background has none. The answer does not depend on `nowMs`, but it says where the newest
 * attempts are: without it, the newest first takes a little longer.
 */
export async function foundIds(tx: Queries, input: AttemptSearch, nowMs = endMs): Promise<string[]> {
  const { organizationId, direction, limit, beyond } = input;
  const [first, end] = boundsOf(input);
  const start = beyond === null || isOver(first, beyond, direction) ? first : beyond;
  const query = textQuery(input, input.text);
  const step: SearchStep = { organizationId, query, direction, from: start, to: end, limit };
  const { ids, lastId } = await nextAlong(tx, step, nowMs);
  if (ids.length >= limit || lastId === null) return ids;
  const rest = { ...step, from: lastId, limit: limit - ids.length };
  const parts = queryParts(input, input.text);
  // Some, but not enough for a page: it is not common, and not behind a rush either. Of one part there is nothing to choose.
  if (ids.length > 0 && parts.others.length === 1)
    return [...ids, ...(await idsByIndex(tx, rest, parts, noSample))];
  return [...ids, ...(await furtherIds(tx, rest, parts))];
}

/** Looks through the next ones: first within a day, since to plan a look at all days takes longer than to look. */
async function nextAlong(tx: Queries, step: SearchStep, nowMs: number): Promise<Along> {
  const { from, to, direction, limit } = step;
  // The clock of who has written them may be ahead: what is newer than now is looked through as well.
  const now = betweenIdsAtMs(nowMs);
  const start = direction === 'falling' && isOver(now, from, direction) ? now : from;
  const near = betweenIdsAtMs(movedMs(start, 24 * hourMs, direction));
  // From the beginning or the end of time on it is not known where the log begins.
  const isKnown = msOfUuid(start) > 0 && msOfUuid(start) < endMs;
  if (!isKnown || isOver(near, to, direction)) return attemptsSearchAlong(tx, step, looked);
  const first = await attemptsSearchAlong(tx, { ...step, to: near }, looked);
  if (first.ids.length >= limit || first.lastId !== null) return first;
  const rest = { ...step, from: near, limit: limit - first.ids.length };
  const { ids, lastId } = await attemptsSearchAlong(tx, rest, looked);
  return { ids: [...first.ids, ...ids], lastId };
}

async function furtherIds(tx: Queries, step: SearchStep, parts: QueryParts): Promise<string[]> {
  const sample = await sampled(tx, step, parts);
  if (!isCommon(sample, step.limit / pageIn)) return idsByIndex(tx, step, parts, sample);
  const { ids, lastId } = await attemptsSearchAlong(tx, step, lookedFurther);
  if (ids.length >= step.limit || lastId === null) return ids;
  const rest = { ...step, from: lastId, limit: step.limit - ids.length };
  return [...ids, ...(await idsByIndex(tx, rest, parts, sample))];
}

async function sampled(tx: Queries, step: SearchStep, { others }: QueryParts): Promise<Sample> {
  const places = samplePlaces(step);
  const queries = others.map(({ query }) => query);
  return sampleOf(places, await attemptsSampleWords(tx, step, queries, places));
}

async function idsByIndex(
  tx: Queries,
  step: SearchStep,
  parts: QueryParts,
  sample: Sample,
): Promise<string[]> {
  const { direction, to: end, limit } = step;
  const ids: string[] = [];
  const known = { ...sample, inVain: 0, owned: 0 };
  let isAsked = false;
  let stretchMs = firstStretchMs;
  for (let { from } = step; !isOver(from, end, direction); ) {
    const on = nearer(betweenIdsAtMs(movedMs(from, stretchMs, direction)), end, direction);
    const to = stretchMs > longStretchMs ? end : on;
    const stretch = { ...step, from, to, limit: limit - ids.length };
    const found = await attemptsSearchByWords(tx, stretch, indexPlan(parts, known));
    ids.push(...found.ids);
    if (ids.length >= limit) break;
    const vain = found.looked - found.ids.length;
    known.inVain = Math.max(known.inVain, vain / Math.max(sample.perMs * stretchMs, 1));
    if (vain >= manyInVain && !isAsked) {
      known.owned = await attemptsOwnedShare(tx, step.organizationId, msOfUuid(from));
      isAsked = true;
    }
    from = to;
    // Each stretch costs a look at all its days: where nothing was found, the next one may well be all that is left.
    stretchMs *= found.ids.length === 0 ? 16 : 4;
  }
  return ids;
}
