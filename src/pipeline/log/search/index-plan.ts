import { type Sample, sharesOf } from './sample.ts';
import type { Part, QueryParts } from './text-query.ts';

/** What of a search its index is asked for, and what is left to look at in each attempt that it leads to. */
export interface IndexPlan {
  /**
   * Each a `tsquery`, the rarest first. The index looks into a later one only where all before it agree: where its words are in
   * most of the log, that spares reading nearly all of a day.
   */
  clauses: string[];
  /** A `tsquery` for the rest; null where the index knows all. */
  rest: string | null;
}

/** To look at an attempt takes as long as gathering so many of those in the index that have a word which begins so. */
const lookCost = 25;

/** What more have than this is asked for by itself, after what is rarer. */
const fewShare = 0.05;

/**
 * What the index is asked for. A fact is one word and has its place in the index: all facts are asked for. The beginnings of
 * words have to be gathered first, for a whole day, however few of them the other parts leave. So a word is asked for only where
 * that takes less than looking at the attempts that have the rarer parts: as many as if they came together by chance, or the
 * share of all attempts that is known to have been looked at in vain (`inVain`), where they come together more often.
 */
export function indexPlan({ organization, others }: QueryParts, sample: Sample, inVain: number): IndexPlan {
  const shares = sharesOf(sample);
  const shared = others
    .map((part, place) => ({ part, share: shares[place] ?? 1 }))
    .sort((one, other) => one.share - other.share);
  const left: Part[] = [];
  let together = shared.reduce((product, { part, share }) => (part.begun ? product : product * share), 1);
  const asked = shared.filter(({ part, share }) => {
    if (!part.begun) return true;
    if (share > lookCost * Math.max(together, inVain)) {
      left.push(part);
      return false;
    }
    together *= share;
    return true;
  });
  const few = asked.filter(({ share }, place) => place === 0 || share < fewShare);
  const many = asked.slice(few.length);
  return {
    clauses: [
      ...(few.length === 0 ? [] : [joined(few.map(({ part }) => part))]),
      ...many.map(({ part }) => part.query),
      organization,
    ],
    rest: left.length === 0 ? null : joined(left),
  };
}

/** Whether all parts of a search are, as if they came together by chance, in that share of the log or more. */
export function isCommon(sample: Sample, share: number): boolean {
  return sharesOf(sample).reduce((product, one) => product * one, 1) >= share;
}

/** What the index is asked for where all of it has to be found. */
export function wholePlan({ organization, others }: QueryParts): string[] {
  return [...(others.length === 0 ? [] : [joined(others)]), organization];
}

function joined(parts: readonly Part[]): string {
  return parts.map(({ query }) => query).join(' & ');
}
