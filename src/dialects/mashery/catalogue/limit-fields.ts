import type { Field } from '../../../catalogue/catalogue.ts';
import { count, flag } from './fields.ts';

/** What one key may be given instead of the limits of its plan or service (V2 pages on keys and package keys). */
export const limitOverrides: Readonly<Record<string, Field>> = {
  rate_limit_ceiling: count('Calls per period; 0 for no override'),
  rate_limit_exempt: flag('No limit on calls per period'),
  qps_limit_ceiling: count('Calls per second; 0 for no override'),
  qps_limit_exempt: flag('No limit on calls per second'),
};
