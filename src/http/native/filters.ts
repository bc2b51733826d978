import { invalid } from '../../base/errors.ts';
import type { ObjectFilter, StatusFilter } from '../../pipeline/log/log.ts';

/** What can be asked of all three lists of the log. */
export interface ObjectQuery {
  type?: string;
  objectType?: string;
  objectId?: string;
  from?: string;
  to?: string;
}

/** The part of a filter that all three lists share. */
export function objectFilterOf({ type, objectType, objectId, from, to }: ObjectQuery): ObjectFilter {
  return {
    ...(type !== undefined && { type }),
    ...(objectType !== undefined && { objectType }),
    ...(objectId !== undefined && { objectId }),
    ...(from !== undefined && { from: timeOf('from', from) }),
    ...(to !== undefined && { to: timeOf('to', to) }),
  };
}

/** A status or class of statuses, as its schema has let it through. */
export function statusFilterOf(text: string): StatusFilter {
  return /^\d+$/.test(text) ? Number(text) : (text as StatusFilter);
}

/** A moment, as its schema has let it through. */
export function timeOf(field: string, text: string): Date {
  const time = new Date(text);
  // A leap second is a valid date-time that JavaScript has no value for.
  if (Number.isNaN(time.getTime()))
    throw invalid('The querystring is not valid.', [{ field, message: 'is not a time Bellwire can use' }]);
  return time;
}
