import type { JsonObject } from '../../base/json.ts';

/** Calls an HTTP API with JSON and answers with what it answered; an error status throws with the answer's text. */
export type ApiClient = (method: string, path: string, body?: JsonObject) => Promise<JsonObject>;

/** Signs in with a token. */
export function createApiClient(root: string, token: string): ApiClient {
  return clientOf(root, `Bearer ${token}`);
}

/** Signs in with a name and a password. */
export function createBasicClient(
  root: string,
  { identifier, password }: { identifier: string; password: string },
): ApiClient {
  return clientOf(root, `Basic ${Buffer.from(`${identifier}:${password}`).toString('base64')}`);
}

function clientOf(root: string, authorization: string): ApiClient {
  return async (method, path, body) => {
    const answer = await fetch(`${root}${path}`, {
      method,
      headers: {
        authorization,
        ...(body === undefined ? {} : { 'content-type': 'application/json' }),
      },
      ...(body === undefined ? {} : { body: JSON.stringify(body) }),
    });
    const text = await answer.text();
    if (!answer.ok) throw new Error(`${method} ${path} answered ${answer.status}: ${text}`);
    return text === '' ? {} : (JSON.parse(text) as JsonObject);
  };
}
