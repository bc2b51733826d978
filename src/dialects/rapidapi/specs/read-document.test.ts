import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { stringify } from 'yaml';
import { BellwireError } from '../../../base/errors.ts';
import { readDocument } from './read-document.ts';

const read = (text: string) => readDocument(text, 'spec');

/** What is wrong with a text. */
function refusalOf(text: string): string {
  try {
    read(text);
  } catch (error) {
    if (error instanceof BellwireError) return error.problems.map(({ message }) => message).join();
  }
  throw new Error('It was not refused');
}

describe('reading a spec', () => {
  it('takes JSON and YAML for the same', () => {
    const document = {
      openapi: '3.0.3',
      info: { title: 'a: "b"', version: '1.0' },
      paths: { '/a': [1, null, true] },
    };
    expect(read(` ${JSON.stringify(document)}`)).toEqual(document);
    expect(read(stringify(document))).toEqual(document);
    expect(read(`# First\n${JSON.stringify(document)}`)).toEqual(document);
  });

  it('takes a version for what is written, also where that is a number', () => {
    expect(read('info:\n  version: 1.10\n  other: 1.10')).toEqual({ info: { version: '1.10', other: 1.1 } });
  });

  it('takes JSON of any depth, and says of what is none that it is none', () => {
    const deep = 80_000;
    expect(read(`${'{"a":'.repeat(deep)}1${'}'.repeat(deep)}`)).toHaveProperty('a.a.a');
    expect(refusalOf('{"a":'.repeat(deep))).toContain('neither JSON nor YAML');
  });

  it('knows a bracket in a text for what it is', () => {
    expect(read(`a: "${'['.repeat(500)}"\nb: ${"'{'"}`)).toEqual({ a: '['.repeat(500), b: '{' });
  });

  it.each([
    ['brackets', '['.repeat(500_000)],
    ['braces', `a: ${'{'.repeat(500_000)}`],
    ['brackets that are closed within texts', '["]", '.repeat(80_000)],
    ['lists in lists', '- '.repeat(250_000)],
    ['keys of keys', '? '.repeat(250_000)],
    [
      'lines ever further to the right',
      Array.from({ length: 900 }, (_, n) => `${' '.repeat(n)}a:`).join('\n'),
    ],
  ])('stops ahead of the parser at %s without end', (_what, text) => {
    expect(refusalOf(text)).toContain('nested too deeply');
  });

  it.each([
    ['many keys', Array.from({ length: 52_000 }, (_, n) => `${n}: 1`).join('\n')],
    ['commas', `[${','.repeat(500_000)}]`],
    ['anchors', '&a '.repeat(170_000)],
  ])('stops ahead of the parser at %s', (_what, text) => {
    expect(refusalOf(text)).toContain('words and signs');
  });

  it('either has a value for a text, or says what is wrong with it', () => {
    const signs = fc.constantFrom(
      '[',
      ']',
      '{',
      '}',
      '- ',
      '? ',
      ': ',
      'a',
      '&b ',
      '*b',
      '"',
      "'",
      '\n',
      '  ',
      '|',
      '#',
      '!',
      ',',
    );
    fc.assert(
      fc.property(fc.array(signs, { maxLength: 60 }), (parts) => {
        try {
          read(parts.join(''));
        } catch (error) {
          expect(error).toBeInstanceOf(BellwireError);
        }
      }),
      { numRuns: 1000 },
    );
  });
});
