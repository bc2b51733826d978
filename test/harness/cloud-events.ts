import { CloudEvent, HTTP } from 'cloudevents';
import { expect } from 'vitest';
import type { JsonObject } from '../../src/base/json.ts';

/** A CloudEvent as a receiver has read it. */
export interface ReadCloudEvent {
  mode: 'structured' | 'binary';
  /** All but the data, decoded. */
  attributes: Record<string, string>;
  data: JsonObject;
}

/**
 * Reads a request as a receiver of CloudEvents would: with the public library, and by rules of the specification which that does
 * not check (what a text may hold, what a header may hold). Fails the test where it is none.
 */
export function readCloudEvent(request: { headers: Record<string, string>; body: string }): ReadCloudEvent {
  const { headers, body } = request;
  const event = HTTP.toEvent<JsonObject>({ headers, body });
  if (Array.isArray(event)) throw new Error('A batch came, and nobody asked for one');
  // Throws where it breaks the library's schema.
  new CloudEvent(event);

  const structured = headers['content-type']?.startsWith('application/cloudevents+json') === true;
  const read = structured ? readBody(body) : readHeaders(headers, body);
  for (const [name, value] of Object.entries(read.attributes)) {
    expect([name, value]).toEqual([expect.stringMatching(/^[a-z0-9]{1,20}$/), expect.any(String)]);
    expect(value).not.toBe('');
    expect(value).not.toMatch(/[\p{Cc}\p{Cs}\p{Noncharacter_Code_Point}]/u);
  }
  expect(read.attributes).toMatchObject({ specversion: '1.0', datacontenttype: 'application/json' });
  expect(read.attributes.time).toMatch(/^\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d\.\d{3}Z$/);
  // A URI-reference (RFC 3986): it leads somewhere from wherever Bellwire is.
  expect(new URL(read.attributes.source!, 'http://bellwire.example').pathname).toBe(read.attributes.source);
  return { mode: structured ? 'structured' : 'binary', ...read };
}

function readBody(body: string) {
  const { data, ...attributes } = JSON.parse(body);
  return { attributes, data };
}

function readHeaders(headers: Record<string, string>, body: string) {
  expect(headers).not.toHaveProperty('ce-datacontenttype');
  const attributes: Record<string, string> = { datacontenttype: headers['content-type'] ?? '' };
  for (const [name, value] of Object.entries(headers)) {
    if (!name.startsWith('ce-')) continue;
    // Nothing but visible ASCII, and of that neither a quotation mark nor a percent sign that encodes nothing.
    expect(value).toMatch(/^(?:[!#$&-~]|%[0-9A-F]{2})+$/);
    attributes[name.slice('ce-'.length)] = decodeURIComponent(value);
  }
  return { attributes, data: JSON.parse(body) };
}
