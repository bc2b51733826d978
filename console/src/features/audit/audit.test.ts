import { describe, expect, it } from 'vitest';
import { filtersOf } from './audit-filters.ts';
import { actionsOf, actionWords, kinds } from './audit-words.ts';
import { detailLines } from './detail-lines.ts';

const id = '0193a5f2-6c1e-7b7a-9d2f-3e5b8c1d4f60';
const now = new Date('2026-11-27T12:00:30.000Z');

describe('what the audit log is asked with', () => {
  it('is all of it where nothing stands in the address', () => {
    expect(filtersOf({}, now)).toEqual({});
  });

  it('is what stands in the address', () => {
    expect(filtersOf({ kind: 'sending', actor: `token:${id}`, target: id, range: '24h' }, now)).toEqual({
      action: ['job.created', 'job.cancelled', 'delivery.resent', 'delivery.cancelled'],
      actor: `token:${id}`,
      targetId: id,
      from: '2026-11-26T12:00:00.000Z',
    });
  });

  it('leaves out what is not known', () => {
    expect(filtersOf({ kind: 'magic', actor: 'ada', range: 'ever' }, now)).toEqual({});
  });

  it('can be narrowed to each act by one kind and no other', () => {
    const all = kinds.flatMap(({ value }) => actionsOf(value));
    expect(new Set(all).size).toBe(all.length);
    expect(all).toHaveLength(31);
  });
});

describe('what was done', () => {
  it('has words, and is shown as it is where this page does not know it', () => {
    expect(actionWords('webhook.enabled')).toBe('Webhook switched on');
    expect(actionWords('webhook.painted')).toBe('webhook.painted');
    expect(actionWords('constructor')).toBe('constructor');
  });

  it('is told line by line', () => {
    const changes = {
      url: { from: 'https://a.example', to: 'https://b.example' },
      limits: { from: { concurrency: 16, burst: 1 }, to: { concurrency: 4, burst: 1 } },
      policy: { from: null, to: { retryDelaysMs: [5000, 30_000], jitter: 0.1 } },
      headerNames: { from: [], to: ['x-key'] },
      headerValues: ['x-key', 'x-other'],
      credentials: 'replaced',
    };
    expect(detailLines({ details: { changes } }, now)).toEqual([
      'url: https://a.example → https://b.example',
      'limits, concurrency: 16 → 4',
      'policy: – → retryDelaysMs 5000, 30000; jitter 0.1',
      'headers: – → x-key',
      'values of headers: x-key, x-other replaced',
      'credentials: replaced',
    ]);
    const signedIn = { with: 'link', address: '::1', expiresAt: null, endedSessions: 0 };
    expect(detailLines({ details: signedIn }, now)).toEqual(['with: link', 'from: ::1']);
    expect(detailLines({ details: { overlapSeconds: 3600 } }, now)).toEqual([
      'the old one signs on for: 1 h',
    ]);
    const input = { since: '2025-01-02T10:00:00.000Z', ids: 12 };
    expect(detailLines({ details: { input } }, now)).toEqual([
      expect.stringMatching(/^since: 2 Jan 2025 /),
      'ids: 12',
    ]);
    expect(detailLines({ details: {} }, now)).toEqual([]);
  });
});
