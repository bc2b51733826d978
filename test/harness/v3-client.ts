import { bodyOf, type HttpAnswer, request } from './http-client.ts';

/** Calls the Mashery V3 API as a client of the vendor's does. */
export interface V3Client {
  token: string;
  ask(method: string, path: string, body?: unknown, headers?: Record<string, string>): Promise<HttpAnswer>;
  /** The same, for what has to succeed. */
  done(method: string, path: string, body?: unknown): Promise<HttpAnswer['body']>;
  as(token: string): V3Client;
}

export function createV3Client(url: string, token: string): V3Client {
  const ask: V3Client['ask'] = (method, path, body, headers = {}) =>
    request(`${url}/mashery/v3/rest${path}`, {
      method,
      headers: { authorization: `Bearer ${token}`, ...headers },
      body,
    });
  return {
    token,
    ask,
    done: async (method, path, body) => bodyOf(await ask(method, path, body), `V3 ${method} ${path}`),
    as: (other) => createV3Client(url, other),
  };
}

/** `POST /v3/token` with the key in HTTP Basic. */
export function askForToken(
  url: string,
  client: { apiKey: string; secret: string },
  form: Record<string, string>,
): Promise<HttpAnswer> {
  const basic = Buffer.from(`${client.apiKey}:${client.secret}`).toString('base64');
  return request(`${url}/mashery/v3/token`, {
    method: 'POST',
    headers: { authorization: `Basic ${basic}` },
    body: new URLSearchParams(form),
  });
}
