import { Webhook as Verifier } from 'standardwebhooks';
import { describe, expect, it } from 'vitest';
import {
  masheryEvent,
  masheryFamily,
  masherySnapshot,
  masheryWebhook,
} from '../../test/harness/mashery-objects.ts';
import { standardFormat } from './standard.ts';

describe('the standard format', () => {
  const { application, member } = masheryFamily();
  const event = masheryEvent(masherySnapshot('created', application, { member }));

  function requestFor(webhook = masheryWebhook()) {
    const payload = standardFormat.render(standardFormat.variantOf(webhook, event)!, event);
    return standardFormat.request({ webhook, event, payload, now: new Date() });
  }

  it('posts type, timestamp and data, signed, to the URL as it stands', () => {
    const webhook = masheryWebhook({ url: 'https://a.example/hook?x=1' });
    const request = requestFor(webhook);
    expect(request).toMatchObject({ method: 'POST', url: 'https://a.example/hook?x=1' });
    expect(request.headers).toMatchObject({ 'content-type': 'application/json', 'user-agent': 'Bellwire' });
    const body = new Verifier(webhook.secrets[0]!).verify(request.body!, request.headers);
    expect(body).toMatchObject({
      type: 'application.created',
      timestamp: '2026-01-31T08:00:00.250Z',
      data: {
        id: application.id,
        number: 62,
        object_type: 'application',
        name: 'Maps',
        created_at: '2009-12-12T01:05:55.123Z',
        related: { member: { id: member.id, username: 'joe' } },
      },
    });
  });

  it('does not let a custom field pass for the id', () => {
    const odd = { ...application, fields: { ...application.fields, id: 'forged' } };
    const { body } = standardFormat.render(
      'standard+json',
      masheryEvent(masherySnapshot('created', odd, {})),
    );
    expect(JSON.parse(body.toString()).data.id).toBe(application.id);
  });

  it('wants every event, or those that the webhook lists', () => {
    expect(standardFormat.wants(masheryWebhook(), event)).toBe(true);
    const listed = (eventTypes: string[]) =>
      standardFormat.wants(masheryWebhook({ settings: { eventTypes } }), event);
    expect(listed([])).toBe(true);
    expect(listed(['application.created'])).toBe(true);
    expect(listed(['application.updated'])).toBe(false);
  });
});
