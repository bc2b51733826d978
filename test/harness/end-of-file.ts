import { createClosers } from '../../src/base/closers.ts';

const closers = createClosers();

/**
 * Has something closed when all tests of the file are over, last first. Unlike Vitest's `afterAll` it may be called at any time, in
 * `beforeAll` and in a test as well: what calls it does not know where it is called.
 */
export function atEndOfFile(close: () => unknown): void {
  closers.add(async () => {
    await close();
  });
}

/** Closes it all. Throws the first failure once everything was tried. */
export const endFile = () => closers.closeAll();
