import type { TestBellwire } from './bellwire.ts';
import { type HttpAnswer, request } from './http-client.ts';
import type { NativeClient } from './native-client.ts';

/** A hub, with everything that a test does to it. */
export interface Hub {
  id: string;
  key: string;
  /** The native API from the hub's path on, as its administrator. */
  native: NativeClient;
  /** What its editor signs in with. */
  apiKey: string;
  /** One request of the Platform API, as the hub's editor; `headers` go before those of the editor. */
  ask(query: string, variables?: object, headers?: Record<string, string>): Promise<HttpAnswer>;
  /** The data of one that has to succeed. */
  done(query: string, variables?: object): Promise<HttpAnswer['body']>;
  /** The first error of one that has to fail: `{message, extensions: {code}}`. */
  refused(query: string, variables?: object): Promise<HttpAnswer['body']>;
  /** Makes a key, and answers with the secret to sign in with. */
  makeKey(role: string, identifier?: string): Promise<string>;
}

export async function createHub(
  { url, native }: Pick<TestBellwire, 'url' | 'native'>,
  key: string,
  settings: object = {},
): Promise<Hub> {
  const { id } = await native.done('POST', '/organizations', {
    key,
    name: key,
    dialect: 'rapidapi',
    settings,
  });
  const own = native.at(`/organizations/${key}`);
  const makeKey: Hub['makeKey'] = async (role, identifier) => {
    const body = { kind: 'api-key', role, ...(identifier !== undefined && { identifier }) };
    return (await own.done('POST', '/credentials', body)).secret;
  };
  const apiKey = await makeKey('editor');
  const ask: Hub['ask'] = (query, variables, headers = {}) =>
    request(`${url}/rapidapi/graphql`, {
      method: 'POST',
      headers: { 'x-rapidapi-key': apiKey, ...headers },
      body: { query, variables },
    });
  return {
    id,
    key,
    native: own,
    apiKey,
    ask,
    async done(query, variables) {
      const { body, text } = await ask(query, variables);
      if (body?.data === undefined || body.errors !== undefined)
        throw new Error(`${query} was answered: ${text}`);
      return body.data;
    },
    async refused(query, variables) {
      const { body, text } = await ask(query, variables);
      const [error] = body?.errors ?? [];
      if (error === undefined) throw new Error(`${query} was not refused: ${text}`);
      return error;
    },
    makeKey,
  };
}
