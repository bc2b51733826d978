import type { Problem } from '../base/errors.ts';
import type { MeterRow } from '../store/queries/metering/meter-row.ts';
import type { Countable } from './countable.ts';
import { amountFrom, amountText } from './decimals.ts';
import { countsIn, worth } from './meter.ts';
import type { Resolution } from './metered-dialect.ts';
import type { Reported } from './reported.ts';

const dayMs = 24 * 60 * 60 * 1000;
/** How far a reporter's clock may be ahead. */
const aheadMs = 60_000;
/** What is older is refused: its id may have been forgotten, and then a repeat would count twice. */
export const acceptedDays = 90;
/** Ids are remembered for longer than their transactions are accepted, so no repeat finds its id forgotten. */
export const rememberedDays = acceptedDays + 10;

const maxAttribute = 1_000_000_000n * 10_000n;

/** A reported transaction with whom it belongs to; or what is wrong with it, and whether a gateway could help it. */
export type LookedInto = { countable: Countable } | { problem: Problem; stranger: boolean };

/** Checks one transaction against the clock, and turns it into one that can be counted. Pure. */
export function lookInto(reported: Reported, resolution: Resolution, now: Date): LookedInto {
  const occurredAt = reported.occurredAt ?? now;
  const timeProblem = timeProblemOf(occurredAt, now);
  if (timeProblem !== null) return { problem: { field: 'time', message: timeProblem }, stranger: false };
  const attributes = attributesFrom(reported.attributes);
  if ('problem' in attributes) return { problem: attributes.problem, stranger: false };
  if ('message' in resolution) {
    const field = resolution.field === 'caller' ? reported.caller.type : resolution.field;
    return { problem: { field, message: resolution.message }, stranger: true };
  }
  const { ownerId, appId, productId, successful } = resolution;
  const notCounted =
    reported.outcome === 'no-usage'
      ? 'type'
      : reported.outcome === 'unsuccessful' || !successful
        ? 'unsuccessful'
        : null;
  const { id, count } = reported;
  const found = {
    id,
    ownerId,
    appId,
    productId,
    count,
    attributes: attributes.found,
    occurredAt,
    notCounted,
  };
  return { countable: found as Countable };
}

/** What is wrong with a transaction that no meter of its owner counts, or that lacks what one of them counts. */
export function meterProblemOf(transaction: Countable, meters: readonly MeterRow[]): Problem | null {
  if (transaction.notCounted !== null) return null;
  const counting = meters.filter((meter) => countsIn(meter, transaction) !== null);
  if (counting.length === 0) {
    const message = 'is at a time when its owner has accepted no plan that counts this product';
    return { field: 'time', message };
  }
  const lacking = counting.find((meter) => worth(meter, transaction) === null);
  if (lacking === undefined) return null;
  return { field: `attributes.${lacking.measure}`, message: 'is required: the accepted plan counts it' };
}

function timeProblemOf(occurredAt: Date, now: Date): string | null {
  const ageMs = now.getTime() - occurredAt.getTime();
  if (Number.isNaN(ageMs)) return 'must be a time that exists';
  if (ageMs < -aheadMs) return 'must not be in the future';
  if (ageMs > acceptedDays * dayMs) return `must not be more than ${acceptedDays} days ago`;
  return null;
}

function attributesFrom(
  reported: Reported['attributes'],
): { found: Countable['attributes'] } | { problem: Problem } {
  if (reported === null) return { found: null };
  const found: Record<string, string> = {};
  for (const [number, value] of Object.entries(reported)) {
    const amount = amountFrom(value);
    if (amount === null || amount > maxAttribute) {
      const message = 'must be a number from 0 to 1000000000 with at most 4 decimal places';
      return { problem: { field: `attributes.${number}`, message } };
    }
    found[number] = amountText(amount);
  }
  return { found };
}
