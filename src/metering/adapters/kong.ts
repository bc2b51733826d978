import { isJsonObject, type Json, type JsonObject } from '../../base/json.ts';
import type { Caller } from '../reported.ts';
import { type Adapted, adaptedFrom, type Entry } from './adapted.ts';

/** What a gateway's log cannot say, and the report's address does. */
export interface GatewayOptions {
  /** What the names that the gateway knows its callers by are. */
  caller: Caller['type'];
  /** The product that all calls are of; without it, the name of the gateway's service. */
  product?: string | undefined;
}

const idHeaders = ['kong-request-id', 'x-kong-request-id', 'x-request-id', 'x-correlation-id'];

/**
 * What Kong's http-log plugin posts: one object for each request, or a list of them where it sends in batches. The caller
 * is the consumer (`custom_id`, or else `username`), the product the service's name. An answer below 400 is a success.
 * https://developer.konghq.com/plugins/http-log/
 */
export function fromKong(body: Json, options: GatewayOptions): Adapted {
  return adaptedFrom(Array.isArray(body) ? body : [body], (item) => entryFrom(item, options));
}

function entryFrom(item: Json, { caller, product }: GatewayOptions): Entry {
  if (!isJsonObject(item))
    return { problem: { field: '', message: 'must be an object, as the http-log plugin sends it' } };
  const { started_at: startedMs } = item;
  if (typeof startedMs !== 'number') {
    return { problem: { field: 'started_at', message: 'must be the time in milliseconds' } };
  }
  const status = part(item, 'response').status;
  if (typeof status !== 'number') {
    return { problem: { field: 'response.status', message: 'must be the status that was answered' } };
  }
  const id = idOf(item);
  if (id === undefined) return { leftOut: 'it has no request id: without one a repeat would count twice' };
  const consumer = part(item, 'consumer');
  const name = textOf(consumer.custom_id) ?? textOf(consumer.username);
  if (name === undefined) return { leftOut: 'it has no consumer' };
  return {
    reported: {
      id: `kong ${id}`,
      caller: { type: caller, value: name },
      product: product ?? textOf(part(item, 'service').name) ?? null,
      occurredAt: new Date(startedMs),
      count: 1,
      attributes: null,
      outcome: status < 400 ? 'successful' : 'unsuccessful',
      providerStatus: null,
    },
  };
}

function idOf(item: JsonObject): string | undefined {
  const headers = [part(item, 'request'), part(item, 'response')].map((one) => part(one, 'headers'));
  return [part(item, 'request').id, ...idHeaders.flatMap((name) => headers.map((each) => each[name]))]
    .map(textOf)
    .find((text) => text !== undefined);
}

function part(item: JsonObject, name: string): JsonObject {
  const value = item[name];
  return isJsonObject(value) ? value : {};
}

function textOf(value: Json | undefined): string | undefined {
  return typeof value === 'string' && value !== '' && value.length <= 255 ? value : undefined;
}
