import { it } from 'vitest';
import { apigeeOrganization } from '../../harness/apigee.ts';
import { addUrl, configure, createHub, makeUser } from '../../harness/rapidapi.ts';
import { startReceiver } from '../../harness/receiver.ts';
import { usageShop } from '../../harness/usage-shop.ts';
import { testConsole } from '../harness/console.ts';
import { shoot } from './shoot.ts';

const running = testConsole();

it('takes the pages of each dialect in light and in dark', async () => {
  const area = await running.bellwire.organization();
  const endpoint = await area.receiver({ settings: { triggers: { member: { beforeCreate: true } } } });
  endpoint.answer({ body: { type: 'proceed' } });
  const { member } = await area.family();
  const page = await running.open('/orgs');
  const shots = async (paths: Record<string, string>) => {
    for (const [name, path] of Object.entries(paths)) {
      await page.goto(path);
      await page.getByRole('heading', { level: 1 }).waitFor();
      await shoot(page, name);
    }
  };
  await shots({
    'mashery-integration': `/o/${area.key}/mashery/integration`,
    'mashery-recent': `/o/${area.key}/mashery/recent`,
    objects: `/o/${area.key}/objects/member`,
    object: `/o/${area.key}/objects/member/${member.id}`,
    'new-object': `/o/${area.key}/objects/application/new`,
  });

  const shop = await apigeeOrganization(running.bellwire, 'weather-shop');
  const { receivers } = await usageShop(shop, { receivers: 1 });
  const transactions = [{ id: 'first', app: 'app1', product: 'product1', count: 934 }];
  await shop.native.done('POST', '/usage', { transactions });
  const [plan] = (await shop.native.done('GET', '/objects/rate_plan')).items;
  await shots({
    'apigee-rate-plans': '/o/weather-shop/apigee/rate-plans',
    'apigee-notifications': '/o/weather-shop/apigee/rate-plans?notify=plan1',
    'apigee-packages': '/o/weather-shop/apigee/packages',
    'apigee-products': '/o/weather-shop/apigee/products',
    'apigee-developers': '/o/weather-shop/apigee/developers',
    'apigee-developer': '/o/weather-shop/apigee/developers/ada@example.com',
  });

  await page.goto(`/o/weather-shop/objects/rate_plan/${plan.id}/edit`);
  await page.getByRole('group', { name: 'Details', exact: true }).scrollIntoViewIfNeeded();
  await shoot(page, 'edit-object');

  const hub = await createHub(running.bellwire, 'acme-hub');
  const callback = await startReceiver();
  await configure(hub, { isActive: true });
  await addUrl(hub, `${callback.root}/hooks/rapidapi`);
  await makeUser(hub, 'ada');
  await callback.waitForCount(3);
  await shots({
    'rapidapi-events': '/o/acme-hub/rapidapi/events',
    'rapidapi-test': '/o/acme-hub/rapidapi/events?test=API.CREATED',
    'rapidapi-event-logs': '/o/acme-hub/rapidapi/event-logs',
  });
  await Promise.all([...receivers, callback].map((receiver) => receiver.close()));
});
