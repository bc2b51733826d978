import { expect, it, onTestFinished } from 'vitest';
import { apigeeOrganization, apigeeUser, basic, developerNamed, today } from '../harness/apigee.ts';
import { eventually, testEngine } from '../harness/engine.ts';
import { request } from '../harness/http-client.ts';
import { usageShop } from '../harness/usage-shop.ts';

const engine = await testEngine();
const second = await engine.secondNode();
const names = ['ada', 'bob', 'cleo'];
const rounds = 25;

/** A sequence that is the same in every run: what meets what at the same moment is up to the machine. */
function randomOf(seed: number): (below: number) => number {
  let state = seed;
  return (below) => {
    state = (state * 1_103_515_245 + 12_345) % 2_147_483_648;
    return Math.floor((state / 2_147_483_648) * below);
  };
}

/**
 * Everything that locks meters, on two nodes at once: usage of all, targets, conditions, a company that combines and does
 * not, developers who join and leave. No request may fail for that, nothing may be counted twice or lost, and in the end
 * every threshold that is reached has been marked exactly once.
 */
it('usage, targets, conditions and companies change at once: nothing fails, counts twice or goes untold', async () => {
  const organization = await apigeeOrganization({ url: engine.url(), native: engine.native() }, 'turmoil');
  const shop = await usageShop(organization, { receivers: 2, usageTarget: '%= 10 to 200 by 10' });
  onTestFinished(async () => {
    await Promise.all(shop.receivers.map((receiver) => receiver.close()));
  });
  const attributes = (value: string) => [{ name: 'MINT_NOTIFICATION_COMBINE_COMPANY_DEVELOPERS', value }];
  await organization.manage('POST', '/companies', { name: 'acme', attributes: attributes('true') });
  const accept = (who: string) =>
    organization.mint('POST', `/developers/${who}/developer-rateplans`, {
      developer: { id: who },
      ratePlan: { id: 'plan1' },
      startDate: today(),
      quotaTarget: 1000,
    });
  const accepted = new Map([['ada', shop.acceptedId]]);
  await accept('acme');
  for (const name of names.slice(1)) {
    await organization.manage('POST', '/developers', developerNamed(name));
    accepted.set(name, (await accept(`${name}@example.com`)).body.id);
  }

  const failed: string[] = [];
  let reported = 0;
  async function send(method: string, node: number, path: string, body?: unknown): Promise<void> {
    const url = `${node === 0 ? engine.url() : second.url}/apigee/v1/${path}`;
    const answer = await request(url, { method, headers: basic(apigeeUser), body });
    // A conflict is an answer; a member who is not there cannot leave.
    if (answer.status >= 400 && ![404, 409].includes(answer.status)) {
      failed.push(`${method} ${path} ${answer.status} ${answer.text}`);
    }
  }
  const condition = (from: number, webhooks: number) => ({
    notificationCondition: [
      { attribute: 'RATEPLAN', value: 'plan1' },
      { attribute: 'UsageTarget', value: `%= ${from} to 200 by 10` },
    ],
    actions: shop.receivers
      .slice(0, webhooks)
      .map(({ webhookId }) => ({ actionAttribute: 'WEBHOOK', value: webhookId })),
  });
  const [mint, manage] = ['mint/organizations/turmoil', 'organizations/turmoil'];
  const clients = Array.from({ length: 8 }, async (_, client) => {
    const random = randomOf(client + 1);
    const node = client % 2;
    for (let round = 0; round < rounds; round += 1) {
      const name = names[random(names.length)]!;
      if (client < 4) {
        const native = node === 0 ? engine.native() : second.native;
        const transactions = names.map((each) => {
          const count = 1 + random(10);
          reported += count;
          return {
            id: `${client}-${round}-${each}`,
            developer: `${each}@example.com`,
            product: 'product1',
            count,
          };
        });
        await native.at('/organizations/turmoil').done('POST', '/usage', { transactions });
      } else if (client < 6) {
        const path = `${mint}/developers/${name}@example.com/developer-rateplans/${accepted.get(name)}`;
        await send('PUT', node, path, { quotaTarget: 300 + random(1500) });
        const changed = condition(10 * (1 + random(5)), 1 + random(2));
        await send('PUT', node, `${mint}/notification-conditions/${shop.conditionId}`, changed);
      } else if (random(3) === 0) {
        await send('PUT', node, `${manage}/companies/acme`, {
          attributes: attributes(String(random(2) === 0)),
        });
      } else if (random(2) === 0) {
        await send('DELETE', node, `${manage}/companies/acme/developers/${name}@example.com`);
      } else {
        const developer = [{ email: `${name}@example.com`, role: 'developer' }];
        await send('POST', node, `${manage}/companies/acme/developers`, { developer });
      }
    }
  });
  await Promise.all(clients);
  expect(failed).toEqual([]);

  const [counted] = await engine.database.query<{ used: string }>({
    text: 'select sum(used)::integer::text as used from meter_counters',
  });
  expect(counted?.used).toBe(String(reported));
  const { items } = await organization.native.done('GET', '/usage/developers?limit=200');
  expect(items).toHaveLength(4);
  for (const { id } of items) {
    const details = await organization.native.done('GET', `/usage/developers/${id}`);
    for (const { used, thresholds } of details.acceptedPlans) {
      for (const { amount, webhooks } of thresholds) {
        const states = webhooks.map(({ state }: { state: string }) => state);
        // What was reached with a lower target or a higher total stays marked.
        if (Number(used) >= Number(amount)) expect(states).not.toContain('ahead');
      }
    }
  }
  // One event for each threshold that was told of, however often it was reached.
  await eventually(async () => {
    const [sums] = await engine.database.query<{ told: number; calls: number; waiting: number }>({
      text: `select (select count(*)::integer from meter_fired where told) as told,
        (select count(*)::integer from deliveries where event_type like '%.threshold_reached') as calls,
        (select count(*)::integer from deliveries where state <> 'delivered') as waiting`,
    });
    expect(sums?.told).toBeGreaterThan(0);
    expect(sums).toMatchObject({ calls: sums?.told, waiting: 0 });
  });
}, 120_000);
