import type { JsonObject } from '../../base/json.ts';
import { type ApiClient, createBasicClient } from './api-client.ts';
import { textOf } from './set-up.ts';
import type { Step } from './story.ts';

/** The organization that the story of usage plays in. */
export const usageOrganization = 'demo-usage';

const user = { identifier: 'joe@example.com', password: 'a demo password' };
const email = 'ada@example.com';

/** Reports so many transactions of the developer's app. */
export type ReportUsage = (count: number) => Promise<void>;

/**
 * Makes an Apigee organization in which a developer has accepted a plan with a target of 1000 transactions, and two
 * webhooks that are called at 80, 90 and 100 %. The second one's receiver answers its first call with 500.
 */
export async function setUpUsage(native: ApiClient, url: string, receiverRoot: string): Promise<ReportUsage> {
  await native('POST', '/organizations', {
    key: usageOrganization,
    name: 'Demo of usage',
    dialect: 'apigee',
  });
  const own = `/organizations/${usageOrganization}`;
  await native('POST', `${own}/credentials`, { kind: 'user', role: 'editor', ...user });
  const mint = createBasicClient(`${url}/apigee/v1/mint${own}`, user);
  const manage = createBasicClient(`${url}/apigee/v1${own}`, user);
  await manage('POST', '/apiproducts', { name: 'weather' });
  await mint('POST', '/monetization-packages', {
    name: 'weather',
    displayName: 'Weather',
    description: '',
    status: 'ACTIVE',
    product: [{ id: 'weather' }],
  });
  await mint('POST', '/monetization-packages/weather/rate-plans', ratePlan);
  await manage('POST', '/developers', developer);
  await manage('POST', `/developers/${email}/apps`, { name: 'umbrella', apiProducts: ['weather'] });
  const actions = [];
  for (const path of ['usage', 'usage/flaky']) {
    const postURL = `${new URL(receiverRoot).origin}/${path}`;
    const webhook = await mint('POST', '/webhooks', { name: path, postURL });
    // The vendor's five minutes between two tries are too long for a demo.
    const policy = { retryDelaysMs: [1000, 1000, 1000] };
    await native('PATCH', `${own}/webhooks/${textOf(webhook, 'id')}`, { policy });
    actions.push({ actionAttribute: 'WEBHOOK', value: textOf(webhook, 'id') });
  }
  await mint('POST', '/notification-conditions', {
    notificationCondition: [
      { attribute: 'RATEPLAN', value: 'calls' },
      { attribute: 'PUBLISHED', value: 'TRUE' },
      { attribute: 'UsageTarget', value: '%= 80 to 100 by 10' },
    ],
    actions,
  });
  await mint('POST', `/developers/${email}/developer-rateplans`, {
    developer: { id: email },
    ratePlan: { id: 'calls' },
    startDate: new Date().toISOString().slice(0, 10),
    quotaTarget: 1000,
  });
  let reported = 0;
  return async (count) => {
    const transactions: JsonObject[] = Array.from({ length: count }, () => {
      reported += 1;
      return { id: `call-${reported}`, app: 'umbrella', product: 'weather' };
    });
    await native('POST', `${own}/usage`, { transactions });
  };
}

/** A developer nears the target, and passes it. */
export function usageStoryOf(report: ReportUsage): Step[] {
  return [
    { what: 'The application makes 790 calls of its 1000', calls: 0, play: () => report(790) },
    {
      what: 'Ten more: 80 %. One receiver answers 500 first, and is called again',
      calls: 3,
      deliveries: 2,
      play: () => report(10),
    },
    { what: 'Two hundred at once: 90 % and 100 %', calls: 4, play: () => report(200) },
  ];
}

const ratePlan = {
  id: 'calls',
  name: 'Calls',
  displayName: 'Calls',
  description: '',
  startDate: '2020-01-01',
  published: true,
  ratePlanDetails: [
    { type: 'USAGE_TARGET', meteringType: 'DEV_SPECIFIC', duration: 1, durationType: 'MONTH' },
  ],
};

const developer = {
  email,
  firstName: 'Ada',
  lastName: 'Lovelace',
  userName: 'ada',
  attributes: [
    { name: 'MINT_DEVELOPER_LEGAL_NAME', value: 'Ada Lovelace' },
    { name: 'MINT_DEVELOPER_ADDRESS', value: '{}' },
  ],
};
