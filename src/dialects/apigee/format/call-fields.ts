import type { JsonObject } from '../../../base/json.ts';

/** The only type of trigger that the vendor's APIs name. */
export const triggerReason = 'RATEPLANQUOTAUSAGE';

/**
 * What the handler of a webhook gets: the fields of the vendor's page on notification webhooks, in its order. Texts are
 * empty where there is nothing to say. Times are milliseconds since the epoch, as the page shows them without quotes; only
 * `developerQuotaResetDate` stands in quotes there, and is text: `2026-03-01 00:00:00`, in UTC.
 */
export interface CallFields extends JsonObject {
  orgName: string;
  developerEmail: string;
  developerFirstName: string;
  developerLastName: string;
  companyName: string;
  applicationName: string;
  packageName: string;
  packageId: string;
  ratePlanId: string;
  ratePlanName: string;
  ratePlanType: string;
  developerRatePlanQuotaTarget: number;
  quotaPercentUsed: number;
  ratePlanStartDate: number | null;
  ratePlanEndDate: number | null;
  nextBillingCycleStartDate: number;
  products: string[];
  developerCustomAttributes: { name: string; value: string }[];
  triggerTime: number;
  triggerReason: string;
  developerQuotaResetDate: string;
}

/** Their names, in the order in which they are sent. */
export const callFieldNames: readonly string[] = [
  'orgName',
  'developerEmail',
  'developerFirstName',
  'developerLastName',
  'companyName',
  'applicationName',
  'packageName',
  'packageId',
  'ratePlanId',
  'ratePlanName',
  'ratePlanType',
  'developerRatePlanQuotaTarget',
  'quotaPercentUsed',
  'ratePlanStartDate',
  'ratePlanEndDate',
  'nextBillingCycleStartDate',
  'products',
  'developerCustomAttributes',
  'triggerTime',
  'triggerReason',
  'developerQuotaResetDate',
];
