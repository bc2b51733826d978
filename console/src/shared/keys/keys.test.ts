import { describe, expect, it } from 'vitest';
import { chordMs, press } from './chord.ts';
import { keyName } from './key-name.ts';

describe('the name of a key press', () => {
  it.each([
    [{ key: 'j' }, 'j'],
    [{ key: 'J', shiftKey: false }, 'j'],
    [{ key: 'X', shiftKey: true }, 'Shift x'],
    [{ key: '?', shiftKey: true }, '?'],
    [{ key: 'k', ctrlKey: true }, 'Ctrl k'],
    [{ key: 'k', metaKey: true }, 'Ctrl k'],
    [{ key: 'Enter' }, 'Enter'],
    [{ key: '[', ctrlKey: true, altKey: true, getModifierState: () => true }, '['],
  ])('of %j is %s', (pressed, name) => {
    expect(keyName(pressed)).toBe(name);
  });

  it.each([
    { key: 'j', altKey: true },
    { key: 'K', ctrlKey: true, shiftKey: true },
    { key: 'Shift', shiftKey: true },
    { key: 'a', isComposing: true },
  ])('is none for %j', (pressed) => {
    expect(keyName(pressed)).toBeUndefined();
  });
});

describe('a sequence of keys', () => {
  const sequences = [['g', 'w'], ['g', 'g'], ['w'], ['j']] as const;

  it('of one key is complete with it', () => {
    expect(press(null, 'j', 0, sequences)).toEqual({ completed: ['j'], begun: null });
  });

  it('of two keys is complete with the second, which then means nothing else', () => {
    const { completed, begun } = press(null, 'g', 0, sequences);
    expect(completed).toBeUndefined();
    expect(press(begun, 'w', chordMs, sequences)).toEqual({ completed: ['g', 'w'], begun: null });
    expect(press(begun, 'g', 10, sequences)).toEqual({ completed: ['g', 'g'], begun: null });
  });

  it('is begun anew when the second key comes too late or belongs to nothing', () => {
    const begun = { key: 'g', atMs: 0 };
    expect(press(begun, 'w', chordMs + 1, sequences).completed).toEqual(['w']);
    expect(press(begun, 'j', 10, sequences).completed).toEqual(['j']);
    expect(press(begun, 'g', chordMs + 1, sequences).begun).toEqual({ key: 'g', atMs: chordMs + 1 });
    expect(press(begun, 'q', 10, sequences)).toEqual({ completed: undefined, begun: null });
  });
});
