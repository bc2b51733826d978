import { BellwireError } from '../../../../base/errors.ts';

/** More of what a message of the library says is not passed on: it may quote the schema. */
const maxMessage = 300;

/** That a GraphQL schema is not one, at the field that held it. */
export function unsoundSchema(field: string, message: string): BellwireError {
  const short = message.length > maxMessage ? `${message.slice(0, maxMessage)}…` : message;
  return new BellwireError('invalid', 'The GraphQL schema is not valid.', [{ field, message: short }]);
}
