import type { Problem } from '../../base/errors.ts';
import type { Caller, Reported } from '../reported.ts';
import type { DescribedTransaction } from './transaction-schema.ts';

/** A transaction as callers describe it, its shape checked, as it is reported; or what is wrong with it. */
export function reportedFrom(
  described: DescribedTransaction,
  { id, time }: { id: string; time: string | undefined },
): Reported | Problem {
  const callers: Caller[] = (['app', 'apiKey', 'developer'] as const).flatMap((type) => {
    const value = described[type];
    return value === undefined ? [] : [{ type, value }];
  });
  const [caller, second] = callers;
  if (caller === undefined || second !== undefined) {
    return {
      field: second?.type ?? 'app',
      message: 'or apiKey or developer: exactly one of them is required',
    };
  }
  return {
    id,
    caller,
    product: described.product ?? null,
    occurredAt: time === undefined ? null : new Date(time),
    count: described.count ?? 1,
    attributes: described.attributes ?? null,
    outcome: described.successful === false ? 'unsuccessful' : 'successful',
    providerStatus: described.providerStatus ?? null,
  };
}
