import type { AskedOfIndex } from '../../../store/queries/attempts/attempts-search.ts';
import { type Sample, sharesOf } from './sample.ts';
import type { Part, QueryParts } from './text-query.ts';

/** To look at an attempt takes as long as gathering so many of those in the index that have a word which begins so. */
const lookCost = 25;

/** What more have than this is asked for by itself, after what is rarer. */
const fewShare = 0.05;

/** From this share on, the index leads to many. */
const manyShare = 0.01;

/** What is in so much of the log is no help in finding something in it. */
export const mostShare = 0.5;

/** What is known of the log when the index is asked. */
export interface Known extends Sample {
  /** Which share of all attempts was looked at in vain so far, where the index had led to them. */
  inVain: number;
  /** Which share of the log is the organization's; 0 where that is not known. */
  owned: number;
}

/**
 * What the index is asked for: the rarest first, since it looks into a later clause only where all before it agree.
 *
 * A fact is one word and has its place in the index: all facts are asked for, and the organization. What most of the log has is
 * left to be looked for in the attempts that the rest leads to: the index would read nearly all of a day for it. The beginnings
 * of words have to be gathered first, for a whole day, however few of them the other parts leave. So a word is asked for only
 * where that takes less than looking at the attempts that have the rarer parts: as many as if they came together by chance, or as
 * are known to have been looked at in vain, where they come together more often.
 */
export function indexPlan(
  { organization, others }: QueryParts,
  { inVain, owned, ...sample }: Known,
): AskedOfIndex {
  const shares = sharesOf(sample);
  const shared = others
    .map((part, place) => ({ part, share: shares[place] ?? 1 }))
    .sort((one, other) => one.share - other.share);
  let together = shared.reduce((product, { part, share }) => (part.begun ? product : product * share), 1);
  const pays = ({ part, share }: Shared) => {
    if (!part.begun) return share < mostShare;
    if (share > lookCost * Math.max(together, inVain)) return false;
    together *= share;
    return true;
  };
  const paying = shared.filter(pays);
  const asked = paying.length === 0 ? shared.slice(0, 1) : paying;
  const left = shared.filter((one) => !asked.includes(one));
  const few = asked.filter(({ share }, place) => place === 0 || share < fewShare);
  return {
    clauses: [
      ...(few.length === 0 ? [] : [joined(few)]),
      ...asked.slice(few.length).map(({ part }) => part.query),
      ...(asked.length > 0 && owned >= mostShare ? [] : [organization]),
    ],
    rest: left.length === 0 ? null : joined(left),
    leadsToMany: together >= manyShare,
  };
}

/** A part of a search, and in which share of the log it may be. */
interface Shared {
  part: Part;
  share: number;
}

/** Whether all parts of a search are, as if they came together by chance, in that share of the log or more. */
export function isCommon(sample: Sample, share: number): boolean {
  return sharesOf(sample).reduce((product, one) => product * one, 1) >= share;
}

/** What the index is asked for where all of it has to be found. */
export function wholePlan({ organization, others }: QueryParts): string[] {
  return [...(others.length === 0 ? [] : [others.map(({ query }) => query).join(' & ')]), organization];
}

function joined(parts: readonly Shared[]): string {
  return parts.map(({ part }) => part.query).join(' & ');
}
