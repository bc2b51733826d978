import { describe, expect, it, onTestFinished } from 'vitest';
import { type ApigeeOrganization, apigeeOrganization, developerNamed, today } from '../harness/apigee.ts';
import { eventually, testEngine } from '../harness/engine.ts';
import { usageShop } from '../harness/usage-shop.ts';

const engine = await testEngine();

/** Ada with a target of 1000, and others who have accepted the same plan with targets of their own. */
async function newShop(key: string, others: Readonly<Record<string, number>>) {
  const organization = await apigeeOrganization({ url: engine.url(), native: engine.native() }, key);
  const shop = await usageShop(organization, { receivers: 2 });
  onTestFinished(async () => {
    await Promise.all(shop.receivers.map((receiver) => receiver.close()));
  });
  for (const [name, quotaTarget] of Object.entries(others)) {
    await organization.manage('POST', '/developers', developerNamed(name));
    await organization.mint('POST', `/developers/${name}@example.com/developer-rateplans`, {
      developer: { id: `${name}@example.com` },
      ratePlan: { id: 'plan1' },
      startDate: today(),
      quotaTarget,
    });
  }
  return { organization, shop };
}

let used = 0;
async function use(organization: ApigeeOrganization, name: string, count: number): Promise<void> {
  used += 1;
  const transactions = [{ id: `use${used}`, developer: `${name}@example.com`, product: 'product1', count }];
  await organization.native.done('POST', '/usage', { transactions });
}

interface Item {
  key: string;
  highest: { used: string; target: string; percent: number | null; plan: { key: string } } | null;
}
const pairs = ({ items }: { items: Item[] }) =>
  items.map(({ key, highest }) => [key.split('@')[0], highest?.percent ?? null]);

describe('the list of who has used how much', () => {
  it('has those with the highest use first, page by page, and those without a target last', async () => {
    const { organization } = await newShop('list', { bob: 10, cleo: 3, dan: 0 });
    await organization.manage('POST', '/developers', developerNamed('eve'));
    await use(organization, 'ada', 934);
    await use(organization, 'bob', 12);
    await use(organization, 'cleo', 1);
    const { native } = organization;
    const all = [
      ['bob', 120],
      ['ada', 93.4],
      ['cleo', 33.33],
      ['dan', null],
      ['eve', null],
    ];
    const whole = await native.done('GET', '/usage/developers');
    expect([pairs(whole), whole.total, whole.next]).toEqual([all, 5, null]);
    expect(whole.items[1]).toMatchObject({
      type: 'developer',
      key: 'ada@example.com',
      name: 'ada Lovelace',
      plans: 1,
      highest: { used: '934', target: '1000', plan: { key: 'plan1', name: 'plan1' } },
    });
    expect(whole.items[4]).toMatchObject({ plans: 0, highest: null });

    const pages = [];
    for (let after = ''; ; ) {
      const page = await native.done('GET', `/usage/developers?limit=2${after}`);
      expect(page.total).toBe(5);
      pages.push(pairs(page));
      if (page.next === null) break;
      after = `&after=${page.next}`;
    }
    expect(pages).toEqual([all.slice(0, 2), all.slice(2, 4), all.slice(4)]);

    const past = await native.done('GET', '/usage/developers?plan=plan1&atLeast=80');
    expect([pairs(past), past.total]).toEqual([all.slice(0, 2), 2]);
    expect(pairs(await native.done('GET', '/usage/developers?plan=plan1'))).toEqual(all.slice(0, 4));
    for (const [query, status] of [
      ['plan=nothing', 404],
      ['plan=%00', 400],
      ['after=nowhere', 400],
      ['atLeast=-1', 400],
      ['limit=0', 400],
      ['missedBy=1', 400],
    ] as const) {
      expect([query, (await native.ask('GET', `/usage/developers?${query}`)).status]).toEqual([
        query,
        status,
      ]);
    }
  });

  it('says whom a new condition does not tell of', async () => {
    const { organization, shop } = await newShop('missed', { bob: 10 });
    await use(organization, 'ada', 600);
    const condition = await organization.mint('POST', '/notification-conditions', {
      notificationCondition: [
        { attribute: 'RATEPLAN', value: 'plan1' },
        { attribute: 'UsageTarget', value: '%= 50' },
      ],
      actions: [{ actionAttribute: 'WEBHOOK', value: shop.receivers[0]!.webhookId }],
    });
    const missed = () => organization.native.done('GET', `/usage/developers?missedBy=${condition.body.id}`);
    expect(pairs(await missed())).toEqual([['ada', 60]]);
    // Bob reaches it after it has come, and is told of.
    await use(organization, 'bob', 5);
    await shop.receivers[0]!.waitForCount(1);
    expect(pairs(await missed())).toEqual([['ada', 60]]);
  });
});

describe('the page of one developer', () => {
  it('has each accepted plan with its period, what was told of it, and the deliveries of that', async () => {
    const { organization, shop } = await newShop('details', {});
    const [on, off] = shop.receivers;
    await organization.mint('POST', `/webhooks/${off!.webhookId}`, { enabled: false });
    await use(organization, 'ada', 934);
    await on!.waitForCount(2);
    const { native } = organization;
    const details = await native.done('GET', '/usage/developers/ada@example.com');
    expect(details).toMatchObject({ type: 'developer', key: 'ada@example.com', name: 'ada Lovelace' });
    expect(details.acceptedPlans).toHaveLength(1);
    const [accepted] = details.acceptedPlans;
    expect(accepted).toMatchObject({
      id: shop.acceptedId,
      plan: { key: 'plan1' },
      package: { key: 'package_1', name: 'Package 1' },
      state: 'running',
      startDay: today(),
      endDay: null,
      timeZone: 'UTC',
      periodMonths: 1,
      attribute: null,
      period: { number: 0, startsAt: `${today()}T00:00:00.000Z` },
      target: '1000',
      counted: '934',
      used: '934',
      combined: false,
      percent: 93.4,
    });
    expect(
      accepted.thresholds.map(({ percent, amount }: { percent: string; amount: string }) => [
        percent,
        amount,
      ]),
    ).toEqual([
      ['80', '800'],
      ['90', '900'],
      ['100', '1000'],
      ['110', '1100'],
      ['120', '1200'],
    ]);
    const [first, , third] = accepted.thresholds;
    expect(first.conditionId).toBe(shop.conditionId);
    expect(third.webhooks).toEqual(
      shop.receivers.map(({ webhookId }) => ({
        webhookId,
        state: 'ahead',
        at: null,
        eventId: null,
        deliveryId: null,
      })),
    );
    expect(first.webhooks.map(({ state }: { state: string }) => state)).toEqual(['told', 'told']);
    const told = first.webhooks[0];
    expect(on!.calls.map(({ headers }) => headers['webhook-id'])).toContain(told.eventId);
    await eventually(async () => {
      const delivery = await native.done('GET', `/deliveries/${told.deliveryId}`);
      expect(delivery).toMatchObject({ webhookId: on!.webhookId, eventId: told.eventId, state: 'delivered' });
    });
    // A webhook that is off has no delivery.
    expect(first.webhooks[1]).toMatchObject({ eventId: told.eventId, deliveryId: null });
    expect((await native.ask('GET', '/usage/developers/nobody@example.com')).status).toBe(404);
    expect((await native.ask('GET', '/usage/developers/%00')).status).toBe(404);
  });

  it('is not for who may not read, nor for a dialect that counts nothing', async () => {
    const native = engine.native();
    await native.done('POST', '/organizations', { key: 'area', name: 'Area', dialect: 'mashery' });
    const area = native.at('/organizations/area');
    expect((await area.ask('GET', '/usage/developers')).status).toBe(400);
    expect((await area.ask('GET', '/usage/developers/ada@example.com')).status).toBe(400);
  });
});
