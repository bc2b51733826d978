import { describe, expect, it } from 'vitest';
import { standardPolicy } from '../pipeline/delivery/standard-policy.ts';
import type { WebhookRecord } from '../store/queries/webhooks/webhook-row.ts';
import { defaultLimits } from '../store/records/webhook.ts';
import { applyChange } from './apply-change.ts';
import type { WebhookChange } from './webhook-input.ts';

const before: WebhookRecord = {
  organizationId: 'o',
  id: 'w',
  name: 'Billing',
  url: 'https://example.com',
  format: 'standard',
  settings: { encoding: 'form', triggers: { member: { create: true, update: false } } },
  policy: null,
  userAgent: 'Agent',
  credentials: { type: 'bearer', token: 't' },
  headers: { 'x-key': '1', 'x-other': '2' },
  tls: { ca: 'authority', certificate: 'client', key: 'its key' },
  secrets: ['whsec_a'],
  signingSecrets: [{ secret: 'whsec_a', validUntil: null }],
  enabled: false,
  disabledReason: 'answer-gone',
  failingSince: null,
  limits: defaultLimits,
  version: 3,
  createdAt: new Date(0),
  updatedAt: new Date(0),
  createdBy: 'jo@example.com',
  updatedBy: null,
};
const quickPolicy = { ...standardPolicy, connectTimeoutMs: 100, totalTimeoutMs: 200, jitter: 0 };
const policyOfFormat = (format: string) => (format === 'quick' ? quickPolicy : standardPolicy);
const apply = (change: WebhookChange, to = before) => applyChange(to, change, policyOfFormat);

describe('a change of a webhook', () => {
  it('changes nothing where nothing is given', () => {
    expect(apply({})).toEqual(before);
  });

  it('clears what is null', () => {
    const after = apply({ userAgent: null, credentials: null, headers: null, settings: null, policy: null });
    expect(after).toMatchObject({
      userAgent: null,
      credentials: null,
      headers: {},
      settings: {},
      policy: null,
    });
  });

  it('merges settings to any depth', () => {
    const after = apply({ settings: { encoding: null, triggers: { member: { update: true } } } });
    expect(after.settings).toEqual({ triggers: { member: { create: true, update: true } } });
  });

  it('drops the settings of one format when another is chosen', () => {
    expect(apply({ format: 'other' }).settings).toEqual({});
    expect(apply({ format: 'other', settings: { a: 1 } }).settings).toEqual({ a: 1 });
    expect(apply({ format: 'standard' }).settings).toEqual(before.settings);
  });

  it('sets, changes and removes headers by name, in any spelling', () => {
    const after = apply({ headers: { 'X-Key': '9', 'X-OTHER': null, 'X-New': '3' } });
    expect(after.headers).toEqual({ 'x-key': '9', 'x-new': '3' });
  });

  it('sets, changes and removes each part of TLS, and is without TLS of its own when none is left', () => {
    expect(apply({ tls: { ca: 'other' } }).tls).toEqual({ ...before.tls, ca: 'other' });
    const noClient = apply({ tls: { certificate: null, key: null } });
    expect(noClient.tls).toEqual({ ca: 'authority', certificate: null, key: null });
    expect(apply({ tls: { ca: null } }, noClient).tls).toBeNull();
    expect(apply({ tls: null }).tls).toBeNull();
    expect(apply({ tls: { ca: 'new' } }, apply({ tls: null })).tls).toEqual({
      ca: 'new',
      certificate: null,
      key: null,
    });
  });

  it("begins a policy of its own with the format's, and goes back to it setting by setting", () => {
    const own = apply({ policy: { jitter: 0, totalTimeoutMs: 1000 } });
    expect(own.policy).toEqual({ ...standardPolicy, jitter: 0, totalTimeoutMs: 1000 });
    const back = apply({ policy: { jitter: null } }, own);
    expect(back.policy).toEqual({ ...standardPolicy, totalTimeoutMs: 1000 });
  });

  it('begins it with that of the format that the same change chooses', () => {
    const own = apply({ format: 'quick', policy: { totalTimeoutMs: 1000 } });
    expect(own.policy).toEqual({ ...quickPolicy, totalTimeoutMs: 1000 });
    const back = apply({ format: 'standard', policy: { totalTimeoutMs: null } }, own);
    expect(back.policy).toEqual({ ...quickPolicy, totalTimeoutMs: standardPolicy.totalTimeoutMs });
  });

  it('forgets why Bellwire switched it off as soon as somebody decides, and not before', () => {
    expect(apply({ name: 'X' }).disabledReason).toBe('answer-gone');
    expect(apply({ enabled: true })).toMatchObject({ enabled: true, disabledReason: null });
    expect(apply({ enabled: false })).toMatchObject({ enabled: false, disabledReason: null });
  });
});
