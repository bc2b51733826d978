/**
 * Every kind of error that a caller may be told about. Each surface maps these codes to its own statuses and
 * shapes in one place; nothing below `http` and `dialects` knows a status.
 */
export type ErrorCode =
  /** The input is not sound; `problems` says where. */
  | 'invalid'
  /** A required field is absent; `problems` names it. */
  | 'required'
  /** An identifier is taken. */
  | 'duplicate'
  /** The thing changed, or is in a state that does not allow this. */
  | 'conflict'
  /** Not there, or not to be seen by this caller: the two are never told apart. */
  | 'not-found'
  /** The caller is known but may not do this. */
  | 'forbidden'
  /** No credentials, or wrong, revoked or expired ones. */
  | 'unauthenticated'
  /** A "before" webhook refused the change, or could not be asked and is set to fail closed. */
  | 'refused'
  /** Something that Bellwire needs is not there right now. */
  | 'unavailable';

/** One thing wrong with an input. `field` is a dotted path in the words of the catalogue; empty for the whole. */
export interface Problem {
  field: string;
  message: string;
}

/** Whoever gets so many to read has enough to mend, and an answer should not be larger than what was asked. */
export const maxProblems = 100;

/**
 * An error whose message and problems, the first `maxProblems` of them, are meant for the caller. Anything else is an
 * internal fault.
 */
export class BellwireError extends Error {
  readonly code: ErrorCode;
  readonly problems: readonly Problem[];
  /** Of several things asked for at once, the one that this is about, counted from 0; undefined where it is not known. */
  readonly index: number | undefined;

  constructor(
    code: ErrorCode,
    message: string,
    problems: readonly Problem[] = [],
    options: ErrorOptions & { index?: number } = {},
  ) {
    super(message, options);
    this.name = 'BellwireError';
    this.code = code;
    this.problems = problems.slice(0, maxProblems);
    this.index = options.index;
  }
}

/** The input is not sound. */
export function invalid(message: string, problems: readonly Problem[] = []): BellwireError {
  return new BellwireError('invalid', message, problems);
}

/** Nothing there under that name, as far as this caller may know. */
export function notFound(what: string): BellwireError {
  return new BellwireError('not-found', `${what} was not found.`);
}

/** What went wrong, as text, whatever was thrown. */
export function messageOf(error: unknown): string {
  return error instanceof Error ? error.message : String(error);
}
