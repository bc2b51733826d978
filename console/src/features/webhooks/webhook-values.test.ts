import { describe, expect, it } from 'vitest';
import { changeFrom, emptyWebhook, type WebhookValues } from './webhook-values.ts';

const before: WebhookValues = {
  ...emptyWebhook,
  name: 'Billing',
  url: 'https://a.example',
  format: 'mashery',
  concurrency: '16',
  headers: [
    { row: 0, name: 'x-one', value: null },
    { row: 1, name: 'x-two', value: null },
  ],
  credentials: 'keep',
};

describe('what is asked when a webhook is saved', () => {
  it('is nothing where nothing was changed', () => {
    expect(changeFrom(before, before)).toEqual({ change: {} });
  });

  it('is what was changed, in the units of the API', () => {
    const values: WebhookValues = {
      ...before,
      name: ' Billing 2 ',
      retryDelays: '5 s, 1 min',
      totalTimeout: '3 s',
      rate: '0,5',
    };
    expect(changeFrom(before, values)).toEqual({
      change: {
        name: 'Billing 2',
        policy: { retryDelaysMs: [5000, 60_000], totalTimeoutMs: 3000 },
        limits: { ratePerSecond: 0.5 },
      },
    });
  });

  it('has settings of CloudEvents only where that is the format', () => {
    const cloudevents = {
      ...before,
      format: 'cloudevents',
      mode: 'binary',
      typePrefix: ' com.example ',
    } as const;
    expect(changeFrom(before, cloudevents)).toEqual({
      change: { format: 'cloudevents', settings: { mode: 'binary', typePrefix: 'com.example' } },
    });
    expect(changeFrom(before, { ...cloudevents, format: 'standard' })).toEqual({
      change: { format: 'standard' },
    });
    expect(changeFrom(cloudevents, { ...cloudevents, mode: 'structured', typePrefix: '' })).toEqual({
      change: { settings: { mode: 'structured', typePrefix: '' } },
    });
  });

  it('takes headers away, adds some, and leaves those whose value is not shown', () => {
    const headers = [
      { row: 0, name: 'x-one', value: null },
      { row: 2, name: 'x-new', value: 'v' },
      { row: 3, name: ' ', value: 'nothing' },
    ];
    expect(changeFrom(before, { ...before, headers })).toEqual({
      change: { headers: { 'x-two': null, 'x-new': 'v' } },
    });
  });

  it('goes back to the defaults where a field was emptied', () => {
    const had = { ...before, retryDelays: '5 s', connectTimeout: '1 s' };
    expect(changeFrom(had, { ...had, retryDelays: '', connectTimeout: '', concurrency: '' })).toEqual({
      change: { policy: { retryDelaysMs: null, connectTimeoutMs: null }, limits: { concurrency: null } },
    });
  });

  it('keeps credentials that are not shown, and sets or removes them where asked', () => {
    const basic = { ...before, credentials: 'basic', username: 'u', password: 'p' } as const;
    expect(changeFrom(before, basic)).toEqual({
      change: { credentials: { type: 'basic', username: 'u', password: 'p' } },
    });
    expect(changeFrom(before, { ...before, credentials: 'none' })).toEqual({ change: { credentials: null } });
  });

  it('is refused with the field where a time or a number cannot be read', () => {
    const asked = changeFrom(before, { ...before, retryDelays: 'soon', concurrency: 'many' });
    expect('problems' in asked && asked.problems.map(({ pointer }) => pointer)).toEqual([
      '/policy/retryDelaysMs',
      '/limits/concurrency',
    ]);
  });
});
