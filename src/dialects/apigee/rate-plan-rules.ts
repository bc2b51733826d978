import { isJsonObject, type Json, type JsonObject } from '../../base/json.ts';
import { customAttributeCount } from './catalogue/api-product.ts';

/** What an adjustable notification plan says of how to count. */
export interface AdjustableTerms {
  /** 1 to 24. */
  months: number;
  /** Each transaction counts as one, or as its custom attribute of this number (1 to 10). */
  measure: 'count' | number;
}

/** The terms of an adjustable notification plan; null for a plan of another kind. */
export function adjustableTermsOf(fields: JsonObject): AdjustableTerms | null {
  const detail = adjustableDetail(fields);
  if (detail === null) return null;
  return {
    months: typeof detail.duration === 'number' ? detail.duration : 1,
    measure: measureOf(detail.ratingParameter) ?? 'count',
  };
}

/** What is wrong with the details of a plan, by their place: `ratePlanDetails.0.duration`. */
export function detailProblems(details: readonly Json[]): { field: string; message: string }[] {
  const adjustable = details.findIndex(isAdjustable);
  if (adjustable < 0) return [];
  const at = (name: string) => `ratePlanDetails.${adjustable}.${name}`;
  const problems: { field: string; message: string }[] = [];
  if (details.length > 1) {
    problems.push({ field: 'ratePlanDetails', message: 'of an adjustable notification plan has one item' });
  }
  const { meteringType, duration, durationType, ratingParameter } = details[adjustable] as JsonObject;
  if (meteringType !== 'DEV_SPECIFIC') {
    problems.push({ field: at('meteringType'), message: 'must be DEV_SPECIFIC with USAGE_TARGET' });
  }
  if (typeof duration !== 'number' || !Number.isInteger(duration) || duration < 1 || duration > 24) {
    problems.push({ field: at('duration'), message: 'must be a whole number of months from 1 to 24' });
  }
  if (durationType !== undefined && durationType !== 'MONTH') {
    problems.push({ field: at('durationType'), message: 'must be MONTH' });
  }
  if (measureOf(ratingParameter) === null) {
    const message = `must be VOLUME or MINT_CUSTOM_ATTRIBUTE_1 to MINT_CUSTOM_ATTRIBUTE_${customAttributeCount}`;
    problems.push({ field: at('ratingParameter'), message });
  }
  return problems;
}

function adjustableDetail(fields: JsonObject): JsonObject | null {
  const details = Array.isArray(fields.ratePlanDetails) ? fields.ratePlanDetails : [];
  return (details.find(isAdjustable) as JsonObject | undefined) ?? null;
}

function isAdjustable(detail: Json): boolean {
  return isJsonObject(detail) && detail.type === 'USAGE_TARGET';
}

function measureOf(parameter: Json | undefined): 'count' | number | null {
  if (parameter === undefined || parameter === null || parameter === 'VOLUME') return 'count';
  const number = Number(/^MINT_CUSTOM_ATTRIBUTE_([1-9][0-9]?)$/.exec(String(parameter))?.[1]);
  return number >= 1 && number <= customAttributeCount ? number : null;
}
