import { describe, expect, it } from 'vitest';
import { readOptions } from './options.ts';

const known = ['bareLoop', 'httpBatch', 'kill'];

describe('the options', () => {
  it('run everything unless told otherwise', () => {
    expect(readOptions([], known)).toMatchObject({ runs: null, quick: false, json: false, rounds: null });
  });

  it('bring along what the ratio of one run needs', () => {
    expect(readOptions(['--only', 'httpBatch', '--quick'], known)).toMatchObject({
      runs: new Set(['httpBatch', 'bareLoop']),
      quick: true,
    });
  });

  it('run exactly those of a list', () => {
    expect(readOptions(['--only=httpBatch,kill'], known).runs).toEqual(new Set(['httpBatch', 'kill']));
  });

  it.each([
    [['--only', 'nothing'], 'There is no run nothing'],
    [['--fast'], '--fast'],
    [['--rounds', '0'], '--rounds'],
    [['--rounds', 'many'], '--rounds'],
  ])('refuse %j', (args, message) => expect(() => readOptions(args, known)).toThrow(message));
});
