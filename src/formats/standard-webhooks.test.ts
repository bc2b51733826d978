import { Webhook } from 'standardwebhooks';
import { describe, expect, it } from 'vitest';
import { createIds } from '../base/ids.ts';
import { createSecret, signatureHeaders } from './standard-webhooks.ts';

describe('a Standard Webhooks signature', () => {
  const secret = 'whsec_MfKQ9r8GKYqrTwjUPD8ILPZIo2LaLaSw';
  const ids = createIds({ nowMs: () => 0 });

  it("signs the specification's example as the specification does", () => {
    expect(
      signatureHeaders({
        id: 'msg_p5jXN8AQM9LWM0D4loKWxJek',
        now: new Date(1614265330_000),
        body: Buffer.from('{"test": 2432232314}'),
        secrets: [secret],
      }),
    ).toEqual({
      'webhook-id': 'msg_p5jXN8AQM9LWM0D4loKWxJek',
      'webhook-timestamp': '1614265330',
      'webhook-signature': 'v1,g0hM9SsE+OTPJTGt/tmIKtSyZlE3uFJELVlNIOLJ1OE=',
    });
  });

  it('is verified by the reference library with either of two secrets, emoji included', () => {
    const body = '{"name":"Zoë 🐝 שלום"}';
    const secrets = [createSecret(ids), createSecret(ids)];
    const headers = signatureHeaders({ id: 'e1', now: new Date(), body: Buffer.from(body), secrets });
    for (const one of secrets)
      expect(new Webhook(one).verify(body, headers)).toEqual({ name: 'Zoë 🐝 שלום' });
    expect(() => new Webhook(createSecret(ids)).verify(body, headers)).toThrow();
  });

  it('signs a request without a body as one with an empty body', () => {
    const now = new Date(1614265330_999);
    const none = signatureHeaders({ id: 'e1', now, body: null, secrets: [secret] });
    expect(none).toEqual(signatureHeaders({ id: 'e1', now, body: Buffer.alloc(0), secrets: [secret] }));
    expect(none['webhook-timestamp']).toBe('1614265330');
  });

  it('sends no signature where there is no secret', () => {
    expect(signatureHeaders({ id: 'e1', now: new Date(0), body: null, secrets: [] })).toEqual({
      'webhook-id': 'e1',
      'webhook-timestamp': '0',
    });
  });

  it('makes secrets of 32 random bytes', () => {
    const made = createSecret(ids);
    expect(made).toMatch(/^whsec_[A-Za-z0-9+/]{43}=$/);
    expect(createSecret(ids)).not.toBe(made);
  });
});
