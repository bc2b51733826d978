const listeners = new Set<() => void>();

/**
 * Tells `listener` each time that an answer says more than about what was asked: that Bellwire is gone (there was none), or that
 * nobody is signed in any more. Every request may be the first to find that out, whoever made it.
 */
export function onLost(listener: () => void): () => void {
  listeners.add(listener);
  return () => listeners.delete(listener);
}

/** Such an answer came. */
export function tellLost(): void {
  for (const tell of listeners) tell();
}
