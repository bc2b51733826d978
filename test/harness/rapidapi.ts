import type { TestBellwire } from './bellwire.ts';
import { type HttpAnswer, request } from './http-client.ts';
import type { NativeClient } from './native-client.ts';
import type { ReceivedCall } from './receiver.ts';

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

/** What a callback URL got, as it reads it. */
export interface HubCall {
  type: string;
  // biome-ignore lint/suspicious/noExplicitAny: rows of any object type.
  data: any[];
  secret: string;
  eventId: string;
}

export function hubCallFrom({ body, headers }: ReceivedCall): HubCall {
  return {
    ...JSON.parse(body),
    secret: headers['x-rapidapi-webhook-secret'] ?? '',
    eventId: headers['webhook-id'] ?? '',
  };
}

const upsert =
  'mutation A($input: EventConfigUpdateInput!) { upsertEventConfig(input: $input) { id isActive secret urls { id url } } }';

/** Writes the event configuration of a hub. */
export async function configure(hub: Hub, input: object): Promise<HttpAnswer['body']> {
  return (await hub.done(upsert, { input })).upsertEventConfig;
}

export const createUrl = 'mutation A($url: String!) { createEventUrl(createDto: {url: $url}) { id url } }';

/** Adds a callback URL. */
export async function addUrl(hub: Hub, url: string): Promise<{ id: string; url: string }> {
  return (await hub.done(createUrl, { url })).createEventUrl;
}

/** Makes a user, which a hub tells by three events: of the user, an app and its key. */
export async function makeUser(hub: Hub, username: string): Promise<string> {
  const query = 'mutation A($user: UserCreateInput!) { createUser(user: $user) { id } }';
  const data = await hub.done(query, { user: { username, email: `${username}@example.com` } });
  return data.createUser.id;
}
