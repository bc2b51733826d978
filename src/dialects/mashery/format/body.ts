import type { JsonObject } from '../../../base/json.ts';
import type { Operation } from '../../../catalogue/object-record.ts';
import type { Payload } from '../../../pipeline/delivery/format.ts';
import { formEncode } from './form.ts';
import type { MasherySettings } from './settings.ts';

const json = 'mashery+json';
const form = 'mashery+form';

/** The body that a webhook's settings ask for, by name; null for a DELETE call without one. */
export function variantFor(settings: MasherySettings, operation: Operation): string | null {
  if (operation === 'deleted' && !settings.bodyOnDelete) return null;
  return settings.encoding === 'form' ? form : json;
}

/** A V2 object as the bytes of a variant. */
export function payloadOf(variant: string, object: JsonObject): Payload {
  return variant === form
    ? { variant, contentType: 'application/x-www-form-urlencoded', body: Buffer.from(formEncode(object)) }
    : { variant, contentType: 'application/json', body: Buffer.from(JSON.stringify(object)) };
}
