import { isJsonObject, type Json, type JsonObject } from '../../../base/json.ts';
import type { ObjectRecord } from '../../../catalogue/object-record.ts';
import { amountOf, percentUsed } from '../../../metering/decimals.ts';
import type { Crossing } from '../../../metering/meter-contract.ts';
import { mintTime } from '../dates.ts';
import { type CallFields, triggerReason } from '../format/call-fields.ts';

/** The objects that a call tells of. What is gone or not known is undefined. */
export interface CallObjects {
  orgName: string;
  developer: ObjectRecord | undefined;
  company: ObjectRecord | undefined;
  app: ObjectRecord | undefined;
  ratePlan: ObjectRecord | undefined;
  monetizationPackage: ObjectRecord | undefined;
  products: readonly ObjectRecord[];
}

/** What the handler of a webhook is told of a crossing. Pure. */
export function callFieldsOf(
  crossing: Pick<Crossing, 'used' | 'target' | 'periodEndsAt' | 'at'>,
  objects: CallObjects,
): CallFields {
  const { developer, company, ratePlan, monetizationPackage } = objects;
  return {
    orgName: objects.orgName,
    developerEmail: textOf(developer, 'email'),
    developerFirstName: textOf(developer, 'firstName'),
    developerLastName: textOf(developer, 'lastName'),
    companyName: textOf(company, 'name'),
    applicationName: textOf(objects.app, 'name'),
    packageName: textOf(monetizationPackage, 'name'),
    packageId: textOf(monetizationPackage, 'packageId'),
    ratePlanId: textOf(ratePlan, 'planId'),
    ratePlanName: textOf(ratePlan, 'name'),
    ratePlanType: textOf(ratePlan, 'type'),
    developerRatePlanQuotaTarget: Number(crossing.target),
    quotaPercentUsed: percentUsed(amountOf(crossing.used), BigInt(crossing.target)) ?? 0,
    ratePlanStartDate: msOf(ratePlan, 'startDate'),
    ratePlanEndDate: msOf(ratePlan, 'endDate'),
    nextBillingCycleStartDate: crossing.periodEndsAt.getTime(),
    products: objects.products.map((product) => textOf(product, 'name')),
    developerCustomAttributes: attributesOf((developer ?? company)?.fields ?? {}),
    triggerTime: crossing.at.getTime(),
    triggerReason,
    developerQuotaResetDate: mintTime(crossing.periodEndsAt),
  };
}

function textOf(object: ObjectRecord | undefined, field: string): string {
  const value = object?.fields[field];
  return typeof value === 'string' ? value : '';
}

/** A date of monetization, which is in UTC. */
function msOf(object: ObjectRecord | undefined, field: string): number | null {
  const text = textOf(object, field);
  const ms = Date.parse(`${text.replace(' ', 'T')}Z`);
  return text === '' || Number.isNaN(ms) ? null : ms;
}

function attributesOf({ attributes }: JsonObject): { name: string; value: string }[] {
  const list: Json[] = Array.isArray(attributes) ? attributes : [];
  return list.flatMap((item) =>
    isJsonObject(item) ? [{ name: String(item.name ?? ''), value: String(item.value ?? '') }] : [],
  );
}
