import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { masheryWebhook } from '../../test/harness/mashery-objects.ts';
import type { WebhookRecord } from '../store/queries/webhooks/webhook-row.ts';
import { actsOfChange } from './audit-acts.ts';

const before: WebhookRecord = {
  ...masheryWebhook({ headers: { 'x-key': 'one', 'x-team': 'a' } }),
  signingSecrets: [],
  createdBy: null,
  updatedBy: null,
};
const change = (changed: Partial<WebhookRecord>, from = before) =>
  actsOfChange(from, { ...from, ...changed });
const target = { type: 'webhook', id: before.id, name: before.name };

describe('what is written down of a change', () => {
  it('is nothing where nothing was changed', () => {
    expect(change({ version: 2, updatedAt: new Date(), updatedBy: 'ada', failingSince: new Date() })).toEqual(
      [],
    );
  });

  it('is what it was and what it is', () => {
    const limits = { ...before.limits, concurrency: 4 };
    expect(change({ url: 'https://b.example', limits })).toEqual([
      {
        action: 'webhook.updated',
        target,
        details: {
          changes: {
            url: { from: before.url, to: 'https://b.example' },
            limits: { from: before.limits, to: limits },
          },
        },
      },
    ]);
  });

  it('is switching it on or off by itself, beside what else was changed', () => {
    expect(change({ enabled: false })).toEqual([{ action: 'webhook.disabled', target }]);
    expect(change({ enabled: true }, { ...before, enabled: false })).toEqual([
      { action: 'webhook.enabled', target },
    ]);
    const both = change({ enabled: false, name: 'New' });
    expect(both.map(({ action }) => action)).toEqual(['webhook.disabled', 'webhook.updated']);
    expect(both[0]?.target.name).toBe('New');
  });

  it('says of a header which it was, and not its value', () => {
    const headers = { 'x-key': 'two', 'x-new': 'v' };
    expect(change({ headers })).toMatchObject([
      {
        details: {
          changes: {
            headerNames: { from: ['x-key', 'x-team'], to: ['x-key', 'x-new'] },
            headerValues: ['x-key'],
          },
        },
      },
    ]);
  });

  it('says that credentials were replaced by others of their kind', () => {
    const bearer = (token: string) => ({ credentials: { type: 'bearer', token } as const });
    const [act] = change(bearer('new'), { ...before, ...bearer('old') });
    expect(act?.details).toEqual({ changes: { credentials: 'replaced' } });
    expect(change(bearer('new'))[0]?.details).toEqual({
      changes: { credentials: { from: null, to: { type: 'bearer' } } },
    });
  });

  it('says that a private key was replaced', () => {
    const tls = (key: string) => ({ tls: { ca: null, certificate: null, key } });
    expect(change(tls('new'), { ...before, ...tls('old') })[0]?.details).toEqual({
      changes: { tls: 'replaced' },
    });
  });

  it('holds no secret, whatever was changed', () => {
    const hush = 'do-not-tell';
    const secret = fc.string({ maxLength: 8 }).map((text) => `${hush}${text}`);
    const secretly = fc.record(
      {
        headers: fc.dictionary(fc.constantFrom('x-key', 'x-team', 'authorization'), secret),
        credentials: fc.option(
          fc.oneof(
            fc.record({ type: fc.constant('bearer' as const), token: secret }),
            fc.record({ type: fc.constant('basic' as const), username: secret, password: secret }),
          ),
        ),
        tls: fc.option(
          fc.record({ ca: fc.constant(null), certificate: fc.constant(null), key: fc.option(secret) }),
        ),
        secrets: fc.array(secret),
        signingSecrets: fc.array(fc.record({ secret, validUntil: fc.constant(null) })),
      },
      { requiredKeys: [] },
    );
    fc.assert(
      fc.property(secretly, secretly, fc.boolean(), (one, other, enabled) => {
        const acts = change({ ...other, enabled }, { ...before, ...one });
        expect(JSON.stringify(acts)).not.toContain(hush);
      }),
    );
  });
});
