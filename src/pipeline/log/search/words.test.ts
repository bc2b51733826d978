import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { textQuery } from './text-query.ts';
import { wordsAskedFor, wordsOf } from './words.ts';

describe('the words of a text', () => {
  it('are whole and in parts', () => {
    expect(wordsOf(['{"email":"Ada.L@example.com"}'])).toEqual(
      expect.arrayContaining(['email', 'ada.l@example.com', 'ada', 'l', 'example', 'com']),
    );
    const uuid = '0198c222-0a1b-7c3d-8e4f-5a6b7c8d9e0f';
    expect(wordsOf([`"id":"api_${uuid}"`]).sort()).toEqual([uuid, 'api', `api_${uuid}`, 'id'].sort());
    expect(wordsOf(['https://hooks.example.com/a?b=ü'])).toEqual(
      expect.arrayContaining(['https', 'hooks.example.com', 'hooks', 'a', 'b', 'ü']),
    );
  });

  it('are bounded, never empty, never a fact, and on one line', () => {
    fc.assert(
      fc.property(fc.array(fc.string({ unit: 'binary', maxLength: 2000 }), { maxLength: 5 }), (texts) => {
        const words = wordsOf(texts);
        expect(words.length).toBeLessThanOrEqual(1010);
        for (const word of words) expect(word).toMatch(/^[\p{L}\p{N}_@.-]{1,80}$/u);
      }),
    );
  });

  it('hold every word that is asked for by a piece of the text between spaces', () => {
    fc.assert(
      fc.property(fc.array(fc.string({ minLength: 1, maxLength: 60 }), { maxLength: 20 }), (pieces) => {
        const all = wordsOf([pieces.join(' ')]);
        for (const piece of pieces) for (const word of wordsAskedFor(piece)) expect(all).toContain(word);
      }),
    );
  });
});

it('quotes what is searched for, so that it cannot be a query of its own', () => {
  const organizationId = 'o';
  expect(textQuery({ organizationId }, '')).toBe("'=organization:o'");
  expect(textQuery({ organizationId, status: '5xx' }, "it's a & b | !c")).toBe(
    "'=organization:o' & '=status:5xx' & 'it':* & 's':* & 'a':* & 'b':* & 'c':*",
  );
});
