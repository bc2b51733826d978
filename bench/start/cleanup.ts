const open = new Set<() => Promise<void>>();

/**
 * Remembers what was started, so that it is stopped also when the benchmark is broken off. Answers with `close`, which
 * then does its work only once.
 */
export function closing(close: () => Promise<void>): () => Promise<void> {
  let closed: Promise<void> | undefined;
  function closeOnce(): Promise<void> {
    open.delete(closeOnce);
    closed ??= close();
    return closed;
  }
  open.add(closeOnce);
  return closeOnce;
}

/** Stops everything that is still running, last first, whatever goes wrong with one of them. */
export async function closeEverything(): Promise<void> {
  for (const close of [...open].reverse()) {
    await close().catch((error: unknown) => process.stderr.write(`cleaning up: ${String(error)}\n`));
  }
}
