import { GraphQLError } from 'graphql';
import { BellwireError, type ErrorCode, type Problem } from '../../../base/errors.ts';

/** What `extensions.code` says, for each kind of error that a caller may be told about. */
const codes: Readonly<Record<ErrorCode, string>> = {
  invalid: 'BAD_USER_INPUT',
  required: 'BAD_USER_INPUT',
  duplicate: 'DUPLICATE',
  conflict: 'CONFLICT',
  'not-found': 'NOT_FOUND',
  forbidden: 'FORBIDDEN',
  unauthenticated: 'UNAUTHENTICATED',
  refused: 'REFUSED',
  unavailable: 'UNAVAILABLE',
};

/** What a caller is told of a fault of our own. */
export const internalError = new GraphQLError(
  'Something went wrong here. The log of the service says what.',
  {
    extensions: { code: 'INTERNAL_SERVER_ERROR' },
  },
);

/**
 * Whatever a resolver threw, as a caller may see it: the one place that knows the codes of this surface. Calls
 * `onFault` with what is a fault of our own, which the answer says nothing of.
 */
export function graphErrorFrom(error: unknown, onFault: (cause: unknown) => void): GraphQLError {
  if (!(error instanceof GraphQLError)) return toldOf(error, onFault, {});
  // The library wraps what a resolver throws, and says where in the query it was.
  const { originalError, nodes, path } = error;
  const place = { ...(nodes !== undefined && { nodes }), ...(path !== undefined && { path }) };
  if (originalError === undefined || originalError instanceof GraphQLError) return withCode(error);
  return toldOf(originalError, onFault, place);
}

/** The library gives no code to a variable that is not of its type. */
function withCode(error: GraphQLError): GraphQLError {
  if (error.extensions.code !== undefined) return error;
  const { message, nodes, path, extensions } = error;
  const place = { nodes: nodes ?? null, path: path ?? null };
  return new GraphQLError(message, { ...place, extensions: { ...extensions, code: codes.invalid } });
}

/** An answer without data, for what ends before a query is run. */
export function refusalOf(error: BellwireError): { errors: object[] } {
  return { errors: [{ message: messageOf(error), extensions: extensionsOf(error) }] };
}

/** A query that asks for too much. */
export function tooMuch(code: 'QUERY_TOO_DEEP' | 'QUERY_TOO_LARGE' | 'QUERY_TOO_COSTLY', message: string) {
  return new GraphQLError(message, { extensions: { code } });
}

function toldOf(error: unknown, onFault: (cause: unknown) => void, place: object): GraphQLError {
  if (error instanceof BellwireError)
    return new GraphQLError(messageOf(error), { ...place, extensions: extensionsOf(error) });
  onFault(error);
  return new GraphQLError(internalError.message, { ...place, extensions: internalError.extensions });
}

/** Clients often show the message alone, so it says what is wrong where. */
function messageOf({ message, problems }: BellwireError): string {
  const said = problems.map(({ field, message: what }: Problem) =>
    field === '' ? what : `${field} ${what}`,
  );
  return said.length === 0 ? message : `${message} ${said.join('; ')}.`;
}

function extensionsOf({ code, problems }: BellwireError): Record<string, unknown> {
  return { code: codes[code], ...(problems.length > 0 && { problems }) };
}
