import fc from 'fast-check';
import { Webhook as Verifier } from 'standardwebhooks';
import { describe, expect, it } from 'vitest';
import { readCloudEvent } from '../../../test/harness/cloud-events.ts';
import {
  masheryEvent,
  masheryFamily,
  masherySnapshot,
  masheryWebhook,
} from '../../../test/harness/mashery-objects.ts';
import type { JsonObject } from '../../base/json.ts';
import { dialects } from '../../dialects.ts';
import type { EventRecord } from '../../store/records/event.ts';
import { completeSettings } from '../../webhooks/check-settings.ts';
import { sampleEvent } from '../../webhooks/sample-event.ts';
import { cloudeventsFormat } from './index.ts';

const { application, member } = masheryFamily();
const event = masheryEvent(masherySnapshot('created', application, { member }));
const secret = masheryWebhook().secrets[0]!;

/** Rendered with these settings, and sent with those that the webhook has by then. */
function sent(told: EventRecord, settings: JsonObject = {}, later: JsonObject = settings) {
  const payload = cloudeventsFormat.render(
    cloudeventsFormat.variantOf(masheryWebhook({ settings }), told)!,
    told,
  );
  const webhook = masheryWebhook({ settings: later });
  const request = cloudeventsFormat.request({ webhook, event: told, payload, now: new Date() });
  return { ...request, body: request.body!.toString() };
}

describe('the format cloudevents', () => {
  it('posts a signed event in structured mode unless the webhook says otherwise', () => {
    const request = sent(event);
    expect(request).toMatchObject({ method: 'POST', url: masheryWebhook().url });
    expect(request.headers).toMatchObject({
      'content-type': 'application/cloudevents+json; charset=utf-8',
      'webhook-id': event.id,
    });
    expect(Object.keys(request.headers).filter((name) => name.startsWith('ce-'))).toEqual([]);
    expect(new Verifier(secret).verify(request.body, request.headers)).toEqual(JSON.parse(request.body));
    expect(readCloudEvent(request)).toEqual({
      mode: 'structured',
      attributes: {
        specversion: '1.0',
        id: event.id,
        source: `/api/v1/organizations/${event.organizationId}`,
        type: 'application.created',
        subject: `application/${application.id}`,
        time: '2026-01-31T08:00:00.250Z',
        datacontenttype: 'application/json',
      },
      data: expect.objectContaining({
        id: application.id,
        object_type: 'application',
        name: 'Maps',
        related: { member: expect.objectContaining({ id: member!.id, username: 'joe' }) },
      }),
    });
  });

  it('says the same in binary mode, with the signature over the data', () => {
    const request = sent(event, { mode: 'binary' });
    expect(new Verifier(secret).verify(request.body, request.headers)).toEqual(JSON.parse(request.body));
    const read = readCloudEvent(request);
    expect(read.mode).toBe('binary');
    expect({ ...read, mode: 'structured' }).toEqual(readCloudEvent(sent(event)));
  });

  it.each(['structured', 'binary'])('puts the prefix in front of types in %s mode', (mode) => {
    const { attributes } = readCloudEvent(sent(event, { mode, typePrefix: 'com.example' }));
    expect(attributes.type).toBe('com.example.application.created');
  });

  it('repeats an event as it was rendered, whatever the webhook has been set to since', () => {
    const before = { mode: 'binary', typePrefix: 'com.example' };
    const { headers, body } = sent(event, before, { mode: 'structured', typePrefix: 'org.other' });
    const first = sent(event, before);
    const stable = (all: Record<string, string>) =>
      Object.fromEntries(Object.entries(all).filter(([name]) => /^ce-|^content-type$/.test(name)));
    expect([stable(headers), body]).toEqual([stable(first.headers), first.body]);
    expect(readCloudEvent({ headers, body }).attributes.type).toBe('com.example.application.created');
  });

  it('shares one rendering among webhooks that differ in nothing it depends on', () => {
    const variantOf = (settings: JsonObject) =>
      cloudeventsFormat.variantOf(masheryWebhook({ settings }), event);
    expect(variantOf({})).toBe('cloudevents+json');
    expect(variantOf({ eventTypes: ['application.created'] })).toBe(variantOf({ mode: 'structured' }));
    const all = [{}, { mode: 'binary' }, { typePrefix: 'a' }, { mode: 'binary', typePrefix: 'a' }];
    expect(new Set(all.map(variantOf)).size).toBe(4);
  });

  it('carries the trace that the event began in: in the body, or in a header that sending fills in', () => {
    const traceparent = '00-0af7651916cd43dd8448eb211c80319c-b7ad6b7169203331-01';
    const traced = { ...event, traceparent };
    expect(readCloudEvent(sent(traced)).attributes.traceparent).toBe(traceparent);
    expect(sent(traced)).not.toHaveProperty('traceHeader');
    expect(sent(traced, { mode: 'binary' })).toMatchObject({ traceHeader: 'ce-traceparent' });
  });

  it('does not let a static header pass for an attribute', () => {
    const webhook = masheryWebhook({ headers: { 'ce-source': 'forged', 'ce-extra': 'x' } });
    const payload = cloudeventsFormat.render('cloudevents+binary', event);
    const { headers } = cloudeventsFormat.request({ webhook, event, payload, now: new Date() });
    expect(headers['ce-source']).toBe(`/api/v1/organizations/${event.organizationId}`);
    expect(headers).not.toHaveProperty('ce-extra');
  });

  it.each([
    ['Com.Example', false],
    ['com..example', false],
    ['.com', false],
    ['com example', false],
    ['com.example', true],
    ['', true],
  ])('takes the prefix %j: %s', (typePrefix, taken) => {
    expect(completeSettings(cloudeventsFormat, { typePrefix }).problems).toHaveLength(taken ? 0 : 1);
  });

  it('fills in structured mode, no prefix and all types', () => {
    expect(completeSettings(cloudeventsFormat, {}).settings).toEqual({
      mode: 'structured',
      typePrefix: '',
      eventTypes: [],
    });
    expect(completeSettings(cloudeventsFormat, { mode: 'batch' }).problems).toHaveLength(1);
  });
});

describe('any event', () => {
  const told = dialects.flatMap(({ catalogue, examples }) =>
    Object.values(catalogue.types).flatMap((type) =>
      type.emits.map((operation) => ({ catalogue, examples, type: `${type.name}.${operation}` })),
    ),
  );
  const shape = fc.record({
    mode: fc.constantFrom('structured', 'binary'),
    typePrefix: fc.constantFrom('', 'com.example', 'a-1.b'),
  });

  it('of any catalogue is a valid CloudEvent, whatever stands in its fields', () => {
    expect(told.length).toBeGreaterThan(40);
    fc.assert(
      fc.property(fc.constantFrom(...told), shape, texts(), (one, settings, text) => {
        const services = { clock: fixedClock, ids: { uuid: () => event.id } };
        const input = { organizationId: event.organizationId, actor: 'token:x', type: one.type };
        const sample = sampleEvent(services, one.catalogue, {
          ...input,
          examples: one.examples,
          data: { name: text, nested: { [text]: [text] } },
        });
        const { attributes, data } = readCloudEvent(sent(sample, settings));
        const prefix = settings.typePrefix === '' ? '' : `${settings.typePrefix}.`;
        expect(attributes).toMatchObject({ id: event.id, type: prefix + one.type });
        expect(data).toMatchObject({ name: text, nested: { [text]: [text] } });
      }),
    );
  });

  it('of any object is a valid CloudEvent, and the id of the object can be read back', () => {
    fc.assert(
      fc.property(shape, texts(), texts(), (settings, type, objectId) => {
        const odd = { ...event, type, objectId };
        const { attributes } = readCloudEvent(sent(odd, settings));
        expect(decodeURIComponent(attributes.subject!)).toBe(`application/${objectId}`);
        const prefix = settings.typePrefix === '' ? '' : `${settings.typePrefix}.`;
        expect(decodeURIComponent(attributes.type!)).toBe(prefix + type);
      }),
      { numRuns: 500 },
    );
  });

  /** Any text that can be kept, with a preference for what breaks headers, percent-encoding and JSON. */
  function texts() {
    const nasty = ['%', '%25', '"', ' ', '\r\n', '\t', 'é', '🐝', '\u202e', '\ufffe', '\u{1fffe}', '\u0085'];
    const piece = fc.oneof(fc.constantFrom(...nasty), fc.string({ unit: 'binary', maxLength: 8 }));
    return fc
      .array(piece, { minLength: 1, maxLength: 8 })
      .map((pieces) => pieces.join('').replaceAll('\u0000', '') || 'x');
  }
});

const fixedClock = {
  now: () => new Date('2026-01-31T08:00:00.250Z'),
  nowMs: () => Date.parse('2026-01-31T08:00:00.250Z'),
  monotonicMs: () => 0,
};
