import type { MeterRow } from '../store/queries/metering/meter-row.ts';
import type { Countable } from './countable.ts';
import { type Amount, amountFrom, amountUnit } from './decimals.ts';
import { type Period, periodAt } from './periods.ts';

/** What makes a meter count a transaction, besides its owner. */
type Counting = Pick<
  MeterRow,
  'subjectId' | 'productIds' | 'startDay' | 'endDay' | 'timeZone' | 'periodMonths' | 'measure'
>;

/** The period that a transaction counts in with this meter; null when the meter does not count it. */
export function countsIn(
  meter: Counting,
  transaction: Pick<Countable, 'ownerId' | 'productId' | 'occurredAt'>,
): Period | null {
  const { ownerId, productId, occurredAt } = transaction;
  if (meter.subjectId !== ownerId) return null;
  if (productId !== null && !meter.productIds.includes(productId)) return null;
  return periodAt(meter, occurredAt.getTime());
}

/**
 * What a transaction adds: its count, or its count times the custom attribute that the plan counts (125 × 0.1 = 12.5).
 * Null when it does not carry that attribute.
 */
export function worth(
  { measure }: Pick<MeterRow, 'measure'>,
  { count, attributes }: Pick<Countable, 'count' | 'attributes'>,
): Amount | null {
  if (measure === null) return BigInt(count) * amountUnit;
  const value = amountFrom(attributes?.[measure] ?? '');
  return value === null ? null : BigInt(count) * value;
}
