import { invalid } from '../../base/errors.ts';
import { isJsonObject, type Json, type JsonObject } from '../../base/json.ts';
import type { Caller } from '../reported.ts';
import { type Adapted, adaptedFrom, type Entry } from './adapted.ts';
import type { GatewayOptions } from './kong.ts';

/**
 * Lines of an access log in JSON, such as nginx writes with `log_format … escape=json`, by the names of its variables:
 * `request_id`, `msec` or `time_iso8601`, `status`, and who called as `api_key`, `app` or `developer`; `product` where the
 * address of the report names none. nginx writes numbers as text or as they are, and a variable without a value as "" or
 * "-". An answer below 400 is a success.
 */
export function fromNginx(text: string, options: Omit<GatewayOptions, 'caller'>): Adapted {
  const lines = text.split('\n').filter((line) => line.trim() !== '');
  return adaptedFrom(lines.map(jsonFrom), (item) => entryFrom(item, options));
}

function jsonFrom(line: string, index: number): Json {
  try {
    return JSON.parse(line) as Json;
  } catch {
    throw invalid('The usage cannot be counted.', [
      { field: String(index), message: 'must be a line of JSON' },
    ]);
  }
}

function entryFrom(item: Json, options: Omit<GatewayOptions, 'caller'>): Entry {
  if (!isJsonObject(item)) return { problem: { field: '', message: 'must be an object' } };
  const atMs = timeOf(item);
  if (atMs === undefined) {
    return { problem: { field: 'msec', message: 'or time_iso8601 must say when it was' } };
  }
  const status = Number(textOf(item.status) ?? Number.NaN);
  if (!Number.isInteger(status)) {
    return { problem: { field: 'status', message: 'must be the status that was answered' } };
  }
  const id = textOf(item.request_id);
  if (id === undefined)
    return { problem: { field: 'request_id', message: 'is required: it is what makes a repeat harmless' } };
  const caller = callerOf(item);
  if (caller === undefined) return { leftOut: 'it says neither api_key nor app nor developer' };
  return {
    reported: {
      id: `nginx ${id}`,
      caller,
      product: options.product ?? textOf(item.product) ?? null,
      occurredAt: new Date(atMs),
      count: 1,
      attributes: null,
      outcome: status < 400 ? 'successful' : 'unsuccessful',
      providerStatus: null,
    },
  };
}

/** `$msec` is seconds with milliseconds after the point. */
function timeOf(item: JsonObject): number | undefined {
  const msec = textOf(item.msec);
  const atMs =
    msec === undefined ? Date.parse(textOf(item.time_iso8601) ?? '') : Math.round(Number(msec) * 1000);
  return Number.isFinite(atMs) ? atMs : undefined;
}

function callerOf(item: JsonObject): Caller | undefined {
  const names = { api_key: 'apiKey', app: 'app', developer: 'developer' } as const;
  for (const [name, type] of Object.entries(names)) {
    const value = textOf(item[name]);
    if (value !== undefined) return { type, value };
  }
  return undefined;
}

function textOf(value: Json | undefined): string | undefined {
  const text = typeof value === 'number' ? String(value) : value;
  return typeof text === 'string' && text !== '' && text !== '-' && text.length <= 255 ? text : undefined;
}
