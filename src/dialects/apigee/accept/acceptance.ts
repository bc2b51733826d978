import type { JsonObject } from '../../../base/json.ts';
import type { ObjectRecord } from '../../../catalogue/object-record.ts';
import { dayBefore, dayOf, type MintDate } from '../dates.ts';
import { adjustableTermsOf } from '../rate-plan-rules.ts';
import { MintError } from '../routes/errors.ts';

/** What somebody wants to accept. */
export interface Acceptance {
  plan: ObjectRecord;
  start: MintDate;
  /** The last day; null: no end. */
  end: MintDate | null;
  quotaTarget: number;
  /** The day it is now in the organization's time zone; null: plans of the past may be taken over. */
  today: string | null;
}

/** Throws what speaks against accepting the plan, in the vendor's codes (those that its clients know). */
export function checkAcceptance({ plan, start, end, quotaTarget, today }: Acceptance): void {
  const { published, startDate, endDate, planId } = plan.fields;
  if (published !== true) throw refusal('ratePlanNotPublished', `The rate plan ${planId} is not published.`);
  if (today !== null && start.day < today) {
    throw refusal('startDateEarlierThanToday', `startDate is before today, ${today}.`);
  }
  if (start.day < dayOf(String(startDate))) {
    throw refusal('startDateEarlierThanPlanStartDate', `startDate is before the plan's, ${startDate}.`);
  }
  if (endDate !== '' && start.day > dayOf(String(endDate))) {
    throw refusal('startDateLaterThanPlanEndDate', `startDate is after the plan's end, ${endDate}.`);
  }
  checkEnd(plan, start.day, end);
  checkTarget(plan, quotaTarget);
}

/** Throws when the plan counts nothing that a target could be for. */
export function checkTarget(plan: ObjectRecord, quotaTarget: number): void {
  if (quotaTarget === 0 || adjustableTermsOf(plan.fields) !== null) return;
  throw refusal('invalidInput', 'quotaTarget is only for an adjustable notification rate plan.');
}

/** Throws what speaks against this last day. */
export function checkEnd(plan: ObjectRecord, startDay: string, end: MintDate | null): void {
  if (end === null) return;
  if (end.day < startDay) throw refusal('endDateEarlierThanStart', 'endDate is before startDate.');
  const { endDate } = plan.fields;
  if (endDate !== '' && end.day > dayOf(String(endDate))) {
    throw refusal('endDateLaterThanPlanEndDate', `endDate is after the plan's, ${endDate}.`);
  }
}

/** Throws when the holder has accepted a plan of the same package for the same time. */
export function refuseOverlap(accepted: readonly ObjectRecord[], plan: ObjectRecord): void {
  const [first] = accepted;
  if (first === undefined) return;
  const same = accepted.find(({ links }) => links.ratePlan?.[0] === plan.id);
  const code =
    same === undefined ? 'developerHasFollowingOverlapRatePlans' : 'developerAlreadyActiveOnRatePlan';
  throw new MintError(
    409,
    `mint.${code}`,
    'The developer has accepted plans of this package for the same time; with suppressWarning they are ended.',
    { problems: accepted.map(({ id }) => ({ field: 'developer-rateplan', message: id })) },
  );
}

/** What becomes of an accepted plan when another takes its place on a day: it ends the day before, or goes. */
export function endedBefore(
  accepted: ObjectRecord,
  day: string,
): { operation: 'update'; fields: JsonObject } | { operation: 'remove' } {
  if (dayOf(String(accepted.fields.startDate)) >= day) return { operation: 'remove' };
  return { operation: 'update', fields: { endDate: `${dayBefore(day)} 00:00:00` } };
}

function refusal(code: string, message: string): MintError {
  return new MintError(400, `mint.${code}`, message);
}
