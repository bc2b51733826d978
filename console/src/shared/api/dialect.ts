import { addressOf, send } from './ask.ts';

/**
 * Asks the API of a dialect, which no document describes: `/apigee/v1/mint/organizations/{org}/rate-plans`. What is
 * wrong comes as ApiProblem, like everywhere; the pointers lead through the vendor's names.
 */
export async function askDialect<Answer>(
  method: 'get' | 'post' | 'put' | 'delete',
  path: string,
  input: {
    path?: Record<string, string>;
    query?: Record<string, unknown>;
    body?: unknown;
    signal?: AbortSignal;
  } = {},
): Promise<Answer> {
  const address = addressOf(path, input.path, input.query);
  const options = input.signal === undefined ? {} : { signal: input.signal };
  return (await send(method, address, input.body, options)) as Answer;
}
