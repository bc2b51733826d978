import { describe, expect, it } from 'vitest';
import type { Outcome } from './attempt.ts';
import { hidden, logEntryOf } from './log-entry.ts';

const request = {
  method: 'PUT',
  url: 'https://hooks.example.com/v1/member/1?event=post-create',
  headers: {
    authorization: 'Basic aHVzaDpodXNo',
    'x-api-key': 'hush',
    'webhook-id': '0190b111-0000-7000-8000-00000000000e',
    'webhook-timestamp': '1772359200',
    'webhook-signature': 'v1,hush',
    'content-type': 'application/json',
  },
  body: Buffer.from('{}'),
};
const outcome: Outcome = {
  answer: { status: 200, headers: { server: 'nginx' }, body: Buffer.from('ok'), bodySize: 2 },
  timings: { connect: 1.23456, wait: 2, total: 3.999 },
  reason: null,
  detail: null,
};
const entryOf = (changes: Partial<Outcome> = {}, headers: Record<string, string> = { 'X-API-Key': 'hush' }) =>
  logEntryOf(request, { headers }, { ...outcome, ...changes });

describe('the log entry of an attempt', () => {
  it('says what was sent and what came back', () => {
    expect(entryOf()).toMatchObject({
      timings: { connect: 1.23, wait: 2, total: 4 },
      request: { method: 'PUT', url: request.url, headers: { 'content-type': 'application/json' } },
      responseStatus: 200,
      responseHeaders: { server: 'nginx' },
      responseBody: Buffer.from('ok'),
      responseSize: 2,
      reason: null,
      detail: null,
    });
  });

  it('hides credentials, signatures and static headers, whatever their case', () => {
    const entry = entryOf();
    expect(JSON.stringify(entry)).not.toMatch(/hush|aHVzaD/);
    expect(entry.request.headers).toEqual({
      authorization: hidden,
      'x-api-key': hidden,
      'webhook-id': request.headers['webhook-id'],
      'webhook-timestamp': request.headers['webhook-timestamp'],
      'webhook-signature': hidden,
      'content-type': 'application/json',
    });
  });

  it('leaves the request itself as it is', () => {
    entryOf();
    expect(request.headers.authorization).toBe('Basic aHVzaDpodXNo');
  });

  it('says nothing of an answer that never came', () => {
    expect(entryOf({ answer: null, reason: 'connect-refused', detail: 'refused' })).toMatchObject({
      responseStatus: null,
      responseHeaders: null,
      responseBody: null,
      responseSize: null,
      reason: 'connect-refused',
      detail: 'refused',
    });
  });

  it('holds nothing that the database would refuse, whatever a receiver answers', () => {
    const headers = { 'x-\u0000': 'a\u0000b', list: ['\u0000', '\ud800', 'fine'] };
    const entry = entryOf({
      answer: { status: 500, headers, body: Buffer.from([0, 255, 0]), bodySize: 3 },
      reason: 'answer-server-error',
      detail: 'a\u0000b\udfff',
    });
    expect(entry.responseHeaders).toEqual({ 'x-\ufffd': 'a\ufffdb', list: ['\ufffd', '\ufffd', 'fine'] });
    expect(entry.detail).toBe('a\ufffdb\ufffd');
    // Bytes are bytes: they are kept as they came.
    expect(entry.responseBody).toEqual(Buffer.from([0, 255, 0]));
  });

  it('keeps a thousand characters of the detail, and no half of one', () => {
    const { detail } = entryOf({ detail: `${'x'.repeat(999)}👍 and more`, reason: 'answer-broken' });
    expect(detail?.length).toBeLessThanOrEqual(1000);
    expect(detail?.isWellFormed()).toBe(true);
  });
});
