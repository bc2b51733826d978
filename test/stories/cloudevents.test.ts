import { Webhook as Verifier } from 'standardwebhooks';
import { describe, expect, it } from 'vitest';
import { readCloudEvent } from '../harness/cloud-events.ts';
import { invoice, testEngine, untilStates } from '../harness/engine.ts';
import type { ReceivedCall } from '../harness/receiver.ts';

const bellwire = await testEngine();
const format = 'cloudevents';
const atOnce = { retryDelaysMs: [100], jitter: 0 };

const attributeHeaders = ({ headers }: ReceivedCall) =>
  Object.fromEntries(Object.entries(headers).filter(([name]) => name.startsWith('ce-')));

describe('a webhook of the format cloudevents', () => {
  it('gets events in structured mode, signed, and one that failed once more as the same event', async () => {
    const organization = await bellwire.organization();
    const receiver = await organization.receiver({ format, policy: atOnce });
    expect(receiver.webhook.settings).toEqual({ mode: 'structured', typePrefix: '', eventTypes: [] });
    receiver.answer((_call, index) => ({ status: index === 0 ? 503 : 204 }));
    const occurredAt = '2026-11-27T10:00:00+02:00';
    const [eventId] = await organization.publish(invoice('inv-1', { occurredAt }));
    const [first, second] = await receiver.waitForCount(2);
    expect(second!.bytes.equals(first!.bytes)).toBe(true);
    for (const call of [first!, second!]) {
      new Verifier(receiver.webhook.secret).verify(call.body, call.headers);
      expect(readCloudEvent(call)).toEqual({
        mode: 'structured',
        attributes: {
          specversion: '1.0',
          id: eventId,
          source: `/api/v1/organizations/${organization.id}`,
          type: 'invoice.paid',
          subject: 'invoice/inv-1',
          time: '2026-11-27T08:00:00.000Z',
          datacontenttype: 'application/json',
        },
        data: expect.objectContaining({ id: 'inv-1', object_type: 'invoice', amount: 12.5 }),
      });
    }
    await untilStates(organization, { delivered: 1 });
  });

  it('names a source at which the organization is found', async () => {
    const organization = await bellwire.organization();
    const receiver = await organization.receiver({ format });
    await organization.publish(invoice('a'));
    const [call] = await receiver.waitForCount(1);
    const { source } = readCloudEvent(call!).attributes;
    const answer = await fetch(new URL(source!, bellwire.url()), {
      headers: { authorization: `Bearer ${bellwire.token}` },
    });
    expect(await answer.json()).toMatchObject({ id: organization.id, key: organization.key });
  });

  it('tells of changes of the dialect with a prefix in front of their types', async () => {
    const organization = await bellwire.organization();
    const settings = { typePrefix: 'com.example', eventTypes: ['member.created'] };
    const receiver = await organization.receiver({ format, settings });
    const fields = { username: 'ada', email: 'ada@example.com', display_name: 'Ada' };
    const member = await organization.native().done('POST', '/objects/member', { fields });
    const [call] = await receiver.waitForCount(1);
    expect(readCloudEvent(call!)).toMatchObject({
      attributes: { type: 'com.example.member.created', subject: `member/${member.id}` },
      data: { username: 'ada' },
    });
  });

  it('can be tried out', async () => {
    const organization = await bellwire.organization();
    const receiver = await organization.receiver({ format, settings: { mode: 'binary' } });
    const attempt = await organization.native().done('POST', `/webhooks/${receiver.webhook.id}/test`, {});
    const [call] = await receiver.waitForCount(1);
    expect(readCloudEvent(call!).mode).toBe('binary');
    expect(attempt.request.headers).toMatchObject(attributeHeaders(call!));
  });

  it('is refused settings that would make no valid event', async () => {
    const organization = await bellwire.organization();
    const input = { name: 'a', url: 'http://127.0.0.1:8081/', format };
    const settings = { mode: 'batch', typePrefix: 'com example' };
    const answer = await organization.native().ask('POST', '/webhooks', { ...input, settings });
    expect(answer.status).toBe(400);
    expect(answer.body.errors.map(({ pointer }: { pointer: string }) => pointer).sort()).toEqual([
      '/settings/mode',
      '/settings/typePrefix',
    ]);
    const headers = { 'CE-Source': 'forged' };
    const forged = await organization.native().ask('POST', '/webhooks', { ...input, headers });
    expect(forged.body.errors).toMatchObject([{ pointer: '/headers/CE-Source' }]);
  });
});

describe('in binary mode', () => {
  const settings = { mode: 'binary', typePrefix: 'com.example' };

  it.each([
    ['an id with spaces, quotes and percent signs', '100% "sure" %41'],
    ['an id in other scripts', 'Zoë 🐝 שלום'],
    ['an id with line breaks that would make headers', 'a\r\nce-id: forged\r\n\r\n{}'],
    ['an id of characters that CloudEvents forbids', '\u0001\u0085\ufffe\u{1fffe}'],
    ['an id that turns the direction of text', '\u202eabc'],
  ])('carries %s in a header, as the same event in structured mode does', async (_what, objectId) => {
    const organization = await bellwire.organization();
    const binary = await organization.receiver({ format, settings });
    const structured = await organization.receiver({ format, settings: { typePrefix: 'com.example' } });
    const [eventId] = await organization.publish(invoice(objectId));
    const [one] = await binary.waitForCount(1);
    const [other] = await structured.waitForCount(1);
    const read = readCloudEvent(one!);
    expect({ ...read, mode: 'structured' }).toEqual(readCloudEvent(other!));
    expect(read.attributes.id).toBe(eventId);
    expect(decodeURIComponent(read.attributes.subject!)).toBe(`invoice/${objectId}`);
    expect(read.data).toMatchObject({ id: objectId, amount: 12.5 });
    new Verifier(binary.webhook.secret).verify(one!.body, one!.headers);
  });

  it('repeats the same event after a restart and a change of the settings', async () => {
    const organization = await bellwire.organization();
    const receiver = await organization.receiver({ format, settings, policy: { retryDelaysMs: [3000] } });
    receiver.answer((_call, index) => ({ status: index === 0 ? 503 : 204 }));
    await organization.publish(invoice('a'));
    await receiver.waitForCount(1);
    await bellwire.restart();
    await organization.native().done('PATCH', `/webhooks/${receiver.webhook.id}`, {
      settings: { mode: 'structured', typePrefix: null },
    });
    const [first, second] = await receiver.waitForCount(2);
    expect(attributeHeaders(second!)).toEqual(attributeHeaders(first!));
    expect(second!.body).toBe(first!.body);
    // What happens from now on is told in the new way.
    await organization.publish(invoice('b'));
    const calls = await receiver.waitForCount(3);
    expect(readCloudEvent(calls[2]!)).toMatchObject({
      mode: 'structured',
      attributes: { type: 'invoice.paid' },
    });
  });
});
