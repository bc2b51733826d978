/** How long the second key of a chord is waited for. */
export const chordMs = 1500;

/** The first key of a chord, and when it was pressed. */
export type Begun = { key: string; atMs: number } | null;

/**
 * Which sequence of keys a press completes, and what is begun after it. A chord goes before a single key: after `g`, `w` is
 * "g w" and not "w". A second key that completes nothing counts as the first press of something new.
 */
export function press(
  begun: Begun,
  key: string,
  atMs: number,
  sequences: readonly (readonly string[])[],
): { completed: readonly string[] | undefined; begun: Begun } {
  if (begun !== null && atMs - begun.atMs <= chordMs) {
    const chord = sequences.find(([first, second]) => first === begun.key && second === key);
    if (chord !== undefined) return { completed: chord, begun: null };
  }
  if (sequences.some(([first, second]) => first === key && second !== undefined)) {
    return { completed: undefined, begun: { key, atMs } };
  }
  const single = sequences.find(([first, second]) => first === key && second === undefined);
  return { completed: single, begun: null };
}
