import { createApiClient } from '../../src/cli/demo/api-client.ts';

const developers = 20;
const product = 'product1';

/** Where the benchmark reports usage. */
export interface UsageOrganization {
  /** Of its path for usage. */
  path: string;
  product: string;
  /** The ids of apps, one for each developer. */
  apps: string[];
}

/**
 * An organization whose developers have each accepted a plan with a target that is never reached, and a condition that
 * looks at five thresholds whenever something is counted.
 */
export async function makeUsageOrganization(url: string, token: string): Promise<UsageOrganization> {
  const native = createApiClient(`${url}/api/v1`, token);
  const mint = createApiClient(`${url}/apigee/v1/mint/organizations/bench`, token);
  const management = createApiClient(`${url}/apigee/v1/organizations/bench`, token);
  await native('POST', '/organizations', { key: 'bench', name: 'Bench', dialect: 'apigee' });
  await management('POST', '/apiproducts', { name: product });
  const named = (name: string) => ({ name, displayName: name, description: '' });
  await mint('POST', '/monetization-packages', {
    ...named('package'),
    status: 'ACTIVE',
    product: [{ id: product }],
  });
  await mint('POST', '/monetization-packages/package/rate-plans', {
    ...named('plan'),
    id: 'plan',
    startDate: '2020-01-01',
    published: true,
    ratePlanDetails: [
      { type: 'USAGE_TARGET', meteringType: 'DEV_SPECIFIC', duration: 1, durationType: 'MONTH' },
    ],
  });
  const webhook = await mint('POST', '/webhooks', { name: 'webhook', postURL: 'http://127.0.0.1:4711/' });
  await mint('POST', '/notification-conditions', {
    notificationCondition: [
      { attribute: 'RATEPLAN', value: 'plan' },
      { attribute: 'UsageTarget', value: '%= 80 to 120 by 10' },
    ],
    actions: [{ actionAttribute: 'WEBHOOK', value: String(webhook.id) }],
  });
  const apps: string[] = [];
  for (let index = 0; index < developers; index += 1) {
    const email = `developer${index}@example.com`;
    const person = { email, firstName: 'Developer', lastName: String(index), userName: email };
    await management('POST', '/developers', person);
    const app = await management('POST', `/developers/${email}/apps`, { name: `app${index}` });
    await mint('POST', `/developers/${email}/developer-rateplans`, {
      developer: { id: email },
      ratePlan: { id: 'plan' },
      startDate: new Date().toISOString().slice(0, 10),
      quotaTarget: 1_000_000_000,
    });
    apps.push(String(app.appId));
  }
  return { path: '/api/v1/organizations/bench/usage', product, apps };
}
