import { expect, it } from 'vitest';
import { spanIn, spanTitle, spanWords } from './span.ts';

const now = new Date('2026-11-22T10:30:00Z');
const from = '2026-11-20T08:00:00.000Z';
const to = '2026-11-22T09:00:00.000Z';

it('is what the address says, as far as that are times', () => {
  expect(spanIn({ from: '2026-11-20T08:00Z', to, range: '1h' })).toEqual({ from, to });
  expect(spanIn({ from: 'yesterday', to: '' })).toEqual({});
});

it('is said by itself and in a sentence, also with one end only', () => {
  const title = (span: object) => spanTitle(span, now, 'UTC');
  const words = (span: object) => spanWords(span, 'Last 24 hours', now, 'UTC');
  expect(title({ from, to })).toBe('20 Nov 08:00:00 – 22 Nov 09:00:00');
  expect(words({ from, to })).toBe('between 20 Nov 08:00:00 and 22 Nov 09:00:00');
  expect([title({ from }), words({ from })]).toEqual(['since 20 Nov 08:00:00', 'since 20 Nov 08:00:00']);
  expect([title({ to }), words({ to })]).toEqual([
    'until 22 Nov 09:00:00',
    'in the last 24 hours until 22 Nov 09:00:00',
  ]);
  expect([title({}), words({})]).toEqual([null, 'in the last 24 hours']);
});
