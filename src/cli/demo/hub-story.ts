import { isJsonObject, type JsonObject } from '../../base/json.ts';
import type { ApiClient } from './api-client.ts';
import { textOf } from './set-up.ts';
import type { Step } from './story.ts';

/** The organization that the story of the hub plays in. */
export const hubOrganization = 'demo-hub';

/** As many as a hub can have. */
const callbackUrls = 5;

/** A hub with five callback URLs, and who acts in it. */
export interface Hub {
  ask: AskHub;
  /** Who provides an API, who subscribes to it, and the organization that gets a team. */
  ada: string;
  grace: string;
  organizationId: string;
}

/** One request of the Platform API: the data of its answer. */
type AskHub = (query: string, variables?: JsonObject) => Promise<JsonObject>;

/** Makes the hub. Its event triggers are switched on last, so that nothing is told of what it begins with. */
export async function setUpHub(native: ApiClient, url: string, receiverRoot: string): Promise<Hub> {
  await native('POST', '/organizations', {
    key: hubOrganization,
    name: 'Demo of a hub',
    dialect: 'rapidapi',
  });
  const credential = await native('POST', `/organizations/${hubOrganization}/credentials`, {
    kind: 'api-key',
    role: 'editor',
  });
  const ask = clientOf(`${url}/rapidapi/graphql`, textOf(credential, 'secret'));
  const user = async (username: string) => {
    const query = 'mutation A($user: UserCreateInput!) { made: createUser(user: $user) { id } }';
    return madeIn(await ask(query, { user: { username, email: `${username}@example.com` } }));
  };
  const [ada, grace] = [await user('ada'), await user('grace')];
  const organizationId = madeIn(
    await ask(
      'mutation { made: createOrganization(input: {name: "Umbrellas", email: "billing@example.com", seats: 3}) { id } }',
    ),
  );
  for (let number = 1; number <= callbackUrls; number += 1) {
    const address = `${new URL(receiverRoot).origin}/hub/${number}`;
    await ask('mutation A($url: String!) { createEventUrl(createDto: {url: $url}) { id } }', {
      url: address,
    });
  }
  await ask('mutation { upsertEventConfig(input: {isActive: true}) { isActive } }');
  return { ask, ada, grace, organizationId };
}

/** An API comes into being, somebody subscribes to it, and a team is made. */
export function hubStoryOf({ ask, ada, grace, organizationId }: Hub): Step[] {
  let apiId = '';
  return [
    {
      what: 'An API is created in a hub with five callback URLs: five events for each',
      calls: 5 * callbackUrls,
      async play() {
        const api = { name: 'Weather', description: 'For every place', category: 'Weather', ownerId: ada };
        apiId = madeIn(
          await ask('mutation A($api: ApiCreateInput!) { made: createApi(api: $api) { id } }', { api }),
        );
      },
    },
    {
      what: 'Somebody subscribes to it: two events',
      calls: 2 * callbackUrls,
      async play() {
        const versions = 'query A($id: ID!) { billingPlanVersions(where: {apiId: $id}) { nodes { id } } }';
        const { billingPlanVersions } = await ask(versions, { id: apiId });
        const input = { apiId, billingPlanVersionId: firstId(billingPlanVersions), ownerId: grace };
        await ask(
          'mutation A($input: SubscriptionCreateInput!) { createSubscription(input: $input) { id } }',
          {
            input,
          },
        );
      },
    },
    {
      what: 'A team is made, with an app and a key of its own: three events',
      calls: 3 * callbackUrls,
      async play() {
        const input = { organizationId: Number(organizationId), name: 'Rain' };
        await ask('mutation A($input: TeamCreateInput!) { createTeam(input: $input) { id } }', { input });
      },
    },
  ];
}

function clientOf(url: string, key: string): AskHub {
  return async (query, variables = {}) => {
    const answer = await fetch(url, {
      method: 'POST',
      headers: { 'content-type': 'application/json', 'x-rapidapi-key': key },
      body: JSON.stringify({ query, variables }),
    });
    const text = await answer.text();
    const { data, errors } = JSON.parse(text) as JsonObject;
    if (errors !== undefined || !isJsonObject(data)) throw new Error(`${query} was answered: ${text}`);
    return data;
  };
}

function madeIn({ made }: JsonObject): string {
  if (!isJsonObject(made)) throw new Error('The hub has answered with nothing that was made.');
  return textOf(made, 'id');
}

function firstId(connection: JsonObject[string] | undefined): string {
  const nodes = isJsonObject(connection) ? connection.nodes : null;
  const first = Array.isArray(nodes) ? nodes[0] : undefined;
  if (!isJsonObject(first)) throw new Error('The API has no plan.');
  return textOf(first, 'id');
}
