import fc from 'fast-check';
import { expect, it } from 'vitest';
import { parseSearch, wordsIn, writeSearch } from './search.ts';

it('is written so that it can be read', () => {
  const search = {
    status: 'failed,retrying',
    from: '2026-11-22T10:00Z',
    q: 'a b&c',
    live: undefined,
    none: '',
  };
  expect(writeSearch(search)).toBe('?status=failed,retrying&from=2026-11-22T10:00Z&q=a%20b%26c');
  expect(writeSearch({})).toBe('');
});

it('comes back as it was, whatever the texts are', () => {
  const text = fc.string({ minLength: 1, unit: 'grapheme' });
  fc.assert(
    fc.property(fc.dictionary(text, text, { noNullPrototype: true }), (search) => {
      expect(parseSearch(writeSearch(search))).toEqual(search);
    }),
  );
});

it('knows only the words it was told', () => {
  expect(wordsIn('failed,nonsense,waiting', ['waiting', 'failed'])).toEqual(['waiting', 'failed']);
  expect(wordsIn(undefined, ['waiting'])).toEqual([]);
});
