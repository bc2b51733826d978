import { describe, expect, it, onTestFinished } from 'vitest';
import {
  type ApigeeOrganization,
  apigeeOrganization,
  apigeeUser,
  basic,
  developerNamed,
  today,
} from '../harness/apigee.ts';
import { testEngine } from '../harness/engine.ts';
import { bodyOf, type HttpAnswer, request } from '../harness/http-client.ts';
import { type UsageShop, usageShop } from '../harness/usage-shop.ts';

const engine = await testEngine();
const second = await engine.secondNode();
let shops = 0;

const combine = (value: string) => ({
  displayName: 'Acme',
  attributes: [{ name: 'MINT_NOTIFICATION_COMBINE_COMPANY_DEVELOPERS', value }],
});

interface Company {
  organization: ApigeeOrganization;
  shop: UsageShop;
  /** Uses so many; `app` is `app1` (of Ada), `app2` (of Bob) or `app3` (of the company). */
  use(app: string, count: number, on?: ApigeeOrganization['native']): Promise<void>;
  accept(who: string, quotaTarget: number, url?: string): Promise<HttpAnswer>;
  join(name: string): Promise<HttpAnswer>;
}

/** Ada and Bob, and the company Acme with an app of its own. Ada has accepted the plan, with a target of 1000. */
async function newCompany(usageTarget = '%= 80 to 100 by 20'): Promise<Company> {
  shops += 1;
  const organization = await apigeeOrganization(
    { url: engine.url(), native: engine.native() },
    `combined${shops}`,
  );
  const shop = await usageShop(organization, { usageTarget });
  onTestFinished(() => shop.receivers[0]!.close());
  const { manage, native } = organization;
  const done = async (answer: Promise<HttpAnswer>) => bodyOf(await answer, 'setting up the company');
  await done(manage('POST', '/developers', developerNamed('bob')));
  await done(manage('POST', '/developers/bob@example.com/apps', { name: 'app2' }));
  await done(manage('POST', '/companies', { name: 'acme', ...combine('true') }));
  await done(manage('POST', '/companies/acme/apps', { name: 'app3' }));
  let used = 0;
  return {
    organization,
    shop,
    async use(app, count, on = native) {
      used += 1;
      const transactions = [{ id: `use${used}`, app, product: 'product1', count }];
      await on.done('POST', '/usage', { transactions });
    },
    accept: (who, quotaTarget, url = engine.url()) =>
      request(
        `${url}/apigee/v1/mint/organizations/${organization.key}/developers/${who}/developer-rateplans`,
        {
          method: 'POST',
          headers: basic(apigeeUser),
          body: { developer: { id: who }, ratePlan: { id: 'plan1' }, startDate: today(), quotaTarget },
        },
      ),
    join: (name) =>
      manage('POST', '/companies/acme/developers', {
        developer: [{ email: `${name}@example.com`, role: 'developer' }],
      }),
  };
}

/** Whom the calls so far tell of, at how many percent, and by which app. */
const told = ({ shop }: Company) =>
  shop.receivers[0]!.calls.map(({ body }) => JSON.parse(body))
    .map(({ developerEmail, companyName, quotaPercentUsed, applicationName }) =>
      [developerEmail || companyName, quotaPercentUsed, applicationName].join(' '),
    )
    .sort();

/** How many calls are owed or made, by the log: no later one is still on its way there. */
async function owed({ organization }: Company): Promise<number> {
  const { items } = await organization.native.done('GET', '/deliveries');
  return items.length;
}

describe('a company that combines the totals of its developers', () => {
  it('has each of them told by the common total, and by a target of its own', async () => {
    const company = await newCompany();
    const { use, accept, join, shop } = company;
    expect((await accept('acme', 2000)).status).toBe(201);
    expect((await accept('bob@example.com', 500)).status).toBe(201);
    await join('ada');
    await join('bob');
    await use('app1', 300);
    await use('app2', 90);
    expect(await owed(company)).toBe(0);
    // 400 of 500; 800 of 1000; then 1000 of each.
    await use('app3', 10);
    await shop.receivers[0]!.waitForCount(1);
    await use('app2', 400);
    await shop.receivers[0]!.waitForCount(3);
    await use('app1', 800);
    await shop.receivers[0]!.waitForCount(5);
    expect(told(company)).toEqual([
      'acme 80 app1',
      'ada@example.com 160 app1',
      'ada@example.com 80 app2',
      'bob@example.com 160 app2',
      'bob@example.com 80 app3',
    ]);
    const details = await company.organization.native.done('GET', '/usage/developers/acme');
    expect(details.acceptedPlans[0]).toMatchObject({
      counted: '10',
      used: '1600',
      combined: true,
      percent: 80,
    });
  });

  it('combines nothing for a plan that it has not accepted itself', async () => {
    const company = await newCompany();
    await company.accept('bob@example.com', 1000);
    await company.join('ada');
    await company.join('bob');
    await company.use('app1', 790);
    await company.use('app2', 790);
    expect(await owed(company)).toBe(0);
  });

  it('tells at once what is reached when somebody joins, and nothing twice after that', async () => {
    const company = await newCompany();
    const { accept, join, use, shop, organization } = company;
    await accept('acme', 900);
    await accept('bob@example.com', 1000);
    await join('ada');
    await use('app1', 500);
    await use('app2', 400);
    expect(await owed(company)).toBe(0);
    await join('bob');
    await shop.receivers[0]!.waitForCount(4);
    const all = ['acme 100 ', 'acme 100 ', 'ada@example.com 90 ', 'bob@example.com 90 '];
    expect(told(company)).toEqual(all);
    // Out and in again: it has been told.
    await organization.manage('DELETE', '/companies/acme/developers/bob@example.com');
    await join('bob');
    expect(await owed(company)).toBe(4);
  });

  it('tells at once what is reached when it asks for it, or accepts the plan later', async () => {
    const company = await newCompany();
    const { accept, join, use, shop, organization } = company;
    await organization.manage('PUT', '/companies/acme', combine('false'));
    await accept('bob@example.com', 1000);
    await join('ada');
    await join('bob');
    await use('app1', 500);
    await use('app2', 450);
    await accept('acme', 2000);
    expect(await owed(company)).toBe(0);
    await organization.manage('PUT', '/companies/acme', combine('true'));
    await shop.receivers[0]!.waitForCount(2);
    expect(told(company)).toEqual(['ada@example.com 95 ', 'bob@example.com 95 ']);
    for (const value of ['false', 'true'])
      await organization.manage('PUT', '/companies/acme', combine(value));
    expect(await owed(company)).toBe(2);

    const later = await newCompany();
    await later.accept('bob@example.com', 1000);
    await later.join('ada');
    await later.join('bob');
    await later.use('app1', 500);
    await later.use('app2', 450);
    expect(await owed(later)).toBe(0);
    await later.accept('acme', 1000);
    await later.shop.receivers[0]!.waitForCount(3);
    expect(told(later)).toEqual(['acme 95 ', 'ada@example.com 95 ', 'bob@example.com 95 ']);
  });

  it('does not tell of a developer whose accepted plan is over', async () => {
    const company = await newCompany('%= 80');
    const { accept, join, use, shop, organization } = company;
    await accept('acme', 1000);
    await join('ada');
    const path = `/developers/ada@example.com/developer-rateplans/${shop.acceptedId}`;
    expect((await organization.mint('PUT', path, { endDate: today() })).status).toBe(200);
    await use('app1', 500);
    const twoDaysMs = 2 * 24 * 60 * 60 * 1000;
    engine.clock.move(twoDaysMs);
    try {
      await use('app3', 400);
      await shop.receivers[0]!.waitForCount(1);
      // What she used counts in the company's period all the same.
      expect(told(company)).toEqual(['acme 90 app3']);
      // And a target that is lowered after the end tells nobody.
      await organization.mint('PUT', path, { quotaTarget: 100 });
      expect(await owed(company)).toBe(1);
      const { acceptedPlans } = await organization.native.done('GET', '/usage/developers/ada@example.com');
      expect(acceptedPlans[0]).toMatchObject({ state: 'over', counted: '500' });
    } finally {
      engine.clock.move(-twoDaysMs);
    }
  });

  it('has all of them, when they accept at the same moment on two nodes', async () => {
    for (let round = 0; round < 6; round += 1) {
      const company = await newCompany('%= 100');
      await company.join('bob');
      const answers = await Promise.all([
        company.accept('acme', 1000),
        company.accept('bob@example.com', 1000, second.url),
      ]);
      expect(answers.map(({ status }) => status)).toEqual([201, 201]);
      const groups = await engine.database.query<{ size: number }>({
        text: `select count(*)::integer as size from meters m join organizations o on o.id = m.organization_id
          where o.key = $1 and m.group_id is not null`,
        values: [company.organization.key],
      });
      expect(groups).toEqual([{ size: 2 }]);
    }
  }, 30_000);
});
