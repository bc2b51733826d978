import type { ObjectRecord } from '../../../catalogue/object-record.ts';
import { parentId } from '../../../catalogue/object-record.ts';
import type { NewMeter } from '../../../metering/meter-contract.ts';
import type { Terms } from '../../../metering/periods.ts';
import { dayOf } from '../dates.ts';
import { adjustableTermsOf } from '../rate-plan-rules.ts';

/** When an accepted plan counts; null where the plan is not adjustable, and nothing is counted. */
export function meterDaysOf(accepted: ObjectRecord, plan: ObjectRecord, timeZone: string): Terms | null {
  const terms = adjustableTermsOf(plan.fields);
  if (terms === null) return null;
  return {
    startDay: dayOf(String(accepted.fields.startDate)),
    endDay: lastDayOf(accepted, plan),
    timeZone,
    periodMonths: terms.months,
  };
}

/** The last day that counts: the plan's own end also ends what was accepted of it. */
export function lastDayOf(accepted: ObjectRecord, plan: ObjectRecord): string | null {
  const ends = [accepted.fields.endDate, plan.fields.endDate]
    .filter((end): end is string => typeof end === 'string' && end !== '')
    .map(dayOf)
    .sort();
  return ends[0] ?? null;
}

/** The meter of an accepted plan; null where there is none. `bundle` is the plan's package. */
export function meterOf(
  accepted: ObjectRecord,
  { plan, bundle, timeZone, now }: { plan: ObjectRecord; bundle: ObjectRecord; timeZone: string; now: Date },
): NewMeter | null {
  const terms = adjustableTermsOf(plan.fields);
  const days = meterDaysOf(accepted, plan, timeZone);
  const developerId = parentId(accepted, 'developer');
  const holderId = developerId ?? parentId(accepted, 'company');
  if (terms === null || days === null || holderId === undefined) return null;
  return {
    organizationId: accepted.organizationId,
    id: accepted.id,
    planId: plan.id,
    bundleId: bundle.id,
    productIds: bundle.links.products ?? [],
    subject: { type: developerId === undefined ? 'company' : 'developer', id: holderId },
    target: String(accepted.fields.quotaTarget),
    ...days,
    measure: terms.measure,
    now,
  };
}
