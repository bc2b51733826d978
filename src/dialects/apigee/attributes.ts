import type { Json } from '../../base/json.ts';
import { isJsonObject } from '../../base/json.ts';

/** The value of an attribute of a developer or a company, if it has it. */
export function attributeOf(fields: { readonly attributes?: Json }, name: string): string | undefined {
  const list = Array.isArray(fields.attributes) ? fields.attributes : [];
  const found = list.find((item) => isJsonObject(item) && item.name === name);
  return isJsonObject(found) && typeof found.value === 'string' ? found.value : undefined;
}

/** Asks that the totals of a company and its developers are added up (the vendor's page on combined totals). */
const combineAttribute = 'MINT_NOTIFICATION_COMBINE_COMPANY_DEVELOPERS';

/** Whether a company asks for combined totals. */
export function combinesTotals(fields: { readonly attributes?: Json }): boolean {
  return attributeOf(fields, combineAttribute)?.toLowerCase() === 'true';
}
