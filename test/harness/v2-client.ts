import { createHash } from 'node:crypto';
import { bodyOf, type HttpAnswer, request } from './http-client.ts';

/** Calls the Mashery V2 API as a script of the vendor's does. */
export interface V2Client {
  /** The address with a fresh signature. */
  address(): string;
  ask(method: string, param: unknown): Promise<HttpAnswer>;
  /** For methods that take more than one parameter. */
  askAll(method: string, params: readonly unknown[]): Promise<HttpAnswer>;
  /** The result of a call that has to succeed. */
  result(method: string, param: unknown): Promise<HttpAnswer['body']>;
}

export function createV2Client(
  url: string,
  client: { area: string | number; apiKey: string; secret: string },
): V2Client {
  const address = () => {
    const { area, apiKey } = client;
    const query = new URLSearchParams({ apikey: apiKey, sig: signatureAt(client, Date.now()) });
    return `${url}/mashery/v2/json-rpc/${area}?${query}`;
  };
  const askAll: V2Client['askAll'] = (method, params) =>
    request(address(), { method: 'POST', body: { jsonrpc: '2.0', id: 1, method, params } });
  const ask: V2Client['ask'] = (method, param) => askAll(method, [param]);
  return {
    address,
    ask,
    askAll,
    result: async (method, param) => bodyOf(await ask(method, param), `V2 ${method}`).result,
  };
}

/** The md5 of key, secret and seconds, as the vendor's page on authentication tells clients to make it. */
export function signatureAt({ apiKey, secret }: { apiKey: string; secret: string }, atMs: number): string {
  const seconds = Math.floor(atMs / 1000);
  return createHash('md5').update(`${apiKey}${secret}${seconds}`).digest('hex');
}
