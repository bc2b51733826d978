import { createServer, type IncomingMessage } from 'node:http';
import type { AddressInfo } from 'node:net';
import { afterAll, expect, it, vi } from 'vitest';
import { startTestBellwire } from '../harness/bellwire.ts';
import { request } from '../harness/http-client.ts';
import { addUrl, configure, createHub, makeUser } from '../harness/rapidapi.ts';

/** What a gateway has let whom call: the owner's id, and the API with its gateways. */
const granted: { owner: number; api: object }[] = [];
const refused: string[] = [];
const asked = { url: '', key: '', secret: '' };

/**
 * Gives access in a gateway when somebody subscribes, as receivers of this product do: it reads type and the first row,
 * then asks the Platform API for the API that the row names.
 */
const provisioner = createServer(async (req, res) => {
  const { type, data } = JSON.parse(await textOf(req));
  if (req.headers['x-rapidapi-webhook-secret'] !== asked.secret) {
    refused.push(type);
    res.writeHead(401).end();
    return;
  }
  if (type === 'SUBSCRIPTION.UPDATED') {
    const { userId, apiId } = data[0];
    const query = 'query A($id: ID!) { api(id: $id) { id name slugifiedName gatewayIds } }';
    const answer = await request(asked.url, {
      method: 'POST',
      headers: { 'x-rapidapi-key': asked.key, 'x-rapidapi-host': 'platform.hub.example' },
      body: { query, variables: { id: apiId } },
    });
    granted.push({ owner: userId, api: answer.body.data.api });
  }
  res.writeHead(204).end();
});
afterAll(() => new Promise((resolve) => provisioner.close(resolve)));

it('is told who subscribed to what, and finds the API by the id in the event', async () => {
  await new Promise<void>((resolve) => provisioner.listen(0, '127.0.0.1', resolve));
  const bellwire = await startTestBellwire();
  const hub = await createHub(bellwire, 'hub');
  const provider = await makeUser(hub, 'ada');
  const consumer = await makeUser(hub, 'grace');
  const { secret } = await configure(hub, { isActive: true });
  Object.assign(asked, { url: `${bellwire.url}/rapidapi/graphql`, key: await hub.makeKey('viewer'), secret });
  await addUrl(hub, `http://127.0.0.1:${(provisioner.address() as AddressInfo).port}/`);

  const { createApi } = await hub.done(
    'mutation A($api: ApiCreateInput!) { createApi(api: $api) { id billingPlans { version { id } } } }',
    { api: { name: 'Rain Radar', description: 'Where it rains', category: 'Weather', ownerId: provider } },
  );
  await hub.done('mutation A($api: ApiUpdateInput!) { updateApi(api: $api) { id } }', {
    api: { id: createApi.id, gatewayIds: ['gateway-eu'] },
  });
  await hub.done(
    'mutation A($input: SubscriptionCreateInput!) { createSubscription(input: $input) { id } }',
    {
      input: {
        apiId: createApi.id,
        billingPlanVersionId: createApi.billingPlans[0].version.id,
        ownerId: consumer,
      },
    },
  );

  await vi.waitFor(() => expect(granted).toHaveLength(1), { timeout: 20_000, interval: 50 });
  expect(granted).toEqual([
    {
      owner: Number(consumer),
      api: { id: createApi.id, name: 'Rain Radar', slugifiedName: 'rain-radar', gatewayIds: ['gateway-eu'] },
    },
  ]);
  expect(refused).toEqual([]);
});

async function textOf(req: IncomingMessage): Promise<string> {
  let text = '';
  for await (const chunk of req.setEncoding('utf8')) text += chunk;
  return text;
}
