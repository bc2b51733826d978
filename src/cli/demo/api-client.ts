import type { JsonObject } from '../../base/json.ts';

/** Calls an HTTP API with JSON and answers with what it answered; an error status throws with the answer's text. */
export type ApiClient = (method: string, path: string, body?: JsonObject) => Promise<JsonObject>;

export function createApiClient(root: string, token: string): ApiClient {
  return async (method, path, body) => {
    const answer = await fetch(`${root}${path}`, {
      method,
      headers: {
        authorization: `Bearer ${token}`,
        ...(body === undefined ? {} : { 'content-type': 'application/json' }),
      },
      ...(body === undefined ? {} : { body: JSON.stringify(body) }),
    });
    const text = await answer.text();
    if (!answer.ok) throw new Error(`${method} ${path} answered ${answer.status}: ${text}`);
    return text === '' ? {} : (JSON.parse(text) as JsonObject);
  };
}
