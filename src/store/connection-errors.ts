import { BellwireError, messageOf } from '../base/errors.ts';

/** The five-character SQLSTATE of an error that PostgreSQL sent, such as `23505` for a broken unique rule. */
export function sqlStateOf(error: unknown): string | undefined {
  const code = codeOf(error);
  return code !== undefined && /^[0-9A-Z]{5}$/.test(code) && 'severity' in (error as object)
    ? code
    : undefined;
}

/**
 * The error of a connection that could not be made, for the one who can do something about it.
 * `where` names the server and never holds a password.
 */
export function cannotConnect(error: unknown, where: string): BellwireError {
  if (error instanceof BellwireError) return error;
  const message = `Cannot connect to PostgreSQL at ${where}: ${reasonOf(error)}. ${adviceFor(error)}`;
  return new BellwireError('unavailable', message, [], { cause: error });
}

/** The error of a statement whose connection went away while it ran. */
export function connectionLost(error: unknown, where: string): BellwireError {
  const message =
    `The connection to PostgreSQL at ${where} was lost (${reasonOf(error)}). ` +
    'Whether the last statement took effect is not known; Bellwire connects again at the next one.';
  return new BellwireError('unavailable', message, [], { cause: error });
}

/** Whether a failed statement took its connection with it, so that the connection must not be used again. */
export function isConnectionLost(error: unknown): boolean {
  const state = sqlStateOf(error);
  if (state !== undefined) return lostStates.has(state) || state.startsWith('08');
  return lostCodes.has(codeOf(error) ?? '') || /^Connection terminated|not queryable/.test(messageOf(error));
}

const lostStates = new Set(['57P01', '57P02', '57P03', '57P05', '25P03']);
const lostCodes = new Set(['ECONNRESET', 'EPIPE', 'ETIMEDOUT', 'EHOSTUNREACH', 'ENETUNREACH', 'ENETRESET']);

function adviceFor(error: unknown): string {
  switch (sqlStateOf(error) ?? codeOf(error)) {
    case '28P01':
    case '28000':
      return 'Check user and password in DATABASE_URL, and pg_hba.conf of the server.';
    case '3D000':
      return 'Create the database, or correct its name in DATABASE_URL.';
    case '53300':
      return 'Raise max_connections of the server, or let each Bellwire node use fewer connections.';
    case '57P03':
      return 'The server is starting or stopping; try again in a moment.';
    case 'ENOTFOUND':
    case 'EAI_AGAIN':
      return 'Check the host name in DATABASE_URL.';
    default:
      return 'Check that the server runs and that DATABASE_URL names its host and port.';
  }
}

function reasonOf(error: unknown): string {
  // A name with several addresses fails with an AggregateError whose own message is empty.
  const first = error instanceof AggregateError ? error.errors[0] : error;
  const text = messageOf(first).replace(/[.\s]+$/, '');
  return text === '' ? (codeOf(error) ?? 'no reason given') : text;
}

function codeOf(error: unknown): string | undefined {
  if (typeof error !== 'object' || error === null || !('code' in error)) return undefined;
  return typeof error.code === 'string' ? error.code : undefined;
}
