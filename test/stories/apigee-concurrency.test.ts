import { expect, it } from 'vitest';
import { type ApigeeOrganization, apigeeOrganization, apigeeShop } from '../harness/apigee.ts';
import { startTestBellwire } from '../harness/bellwire.ts';
import { bodyOf, type HttpAnswer } from '../harness/http-client.ts';

const bellwire = await startTestBellwire();
let organizations = 0;

async function fresh(): Promise<ApigeeOrganization> {
  organizations += 1;
  const organization = await apigeeOrganization(bellwire, `org${organizations}`);
  await apigeeShop(organization);
  return organization;
}

const eight = Array.from({ length: 8 }, (_none, index) => index);

/** The statuses that came, each once. */
function statuses(answers: readonly HttpAnswer[]): number[] {
  return [...new Set(answers.map(({ status }) => status))];
}

it('a package keeps all products that are added at the same time, and loses all that are removed so', async () => {
  const { mint, manage } = await fresh();
  const names = eight.map((index) => `extra${index}`);
  for (const name of names) bodyOf(await manage('POST', '/apiproducts', { name }), name);
  const products = async () => {
    const { product } = bodyOf(await mint('GET', '/monetization-packages/package_1'), 'the package');
    return product.map(({ id }: { id: string }) => id).sort();
  };
  const all = (method: string) =>
    Promise.all(names.map((name) => mint(method, `/monetization-packages/package_1/products/${name}`)));

  expect(statuses(await all('POST'))).toEqual([200]);
  expect(await products()).toEqual([...names, 'product1']);
  expect(statuses(await all('DELETE'))).toEqual([204]);
  expect(await products()).toEqual(['product1']);
});

it('a condition names none of the webhooks that were removed at the same time, and each change of it is told', async () => {
  const { mint, native } = await fresh();
  const make = async (index: number) => {
    const body = { name: `webhook${index}`, postURL: 'http://127.0.0.1:9000/' };
    return bodyOf(await mint('POST', '/webhooks', body), 'a webhook').id;
  };
  const [kept, ...leaving] = await Promise.all(eight.map(make));
  const conditions = await Promise.all(
    ['%= 80', '%= 90'].map((value) =>
      mint('POST', '/notification-conditions', {
        notificationCondition: [
          { attribute: 'RATEPLAN', value: 'plan1' },
          { attribute: 'UsageTarget', value },
        ],
        actions: [kept, ...leaving].map((id) => ({ actionAttribute: 'WEBHOOK', value: id })),
      }),
    ),
  );
  const removed = await Promise.all(leaving.map((id) => mint('DELETE', `/webhooks/${id}`)));
  expect(statuses(removed)).toEqual([204]);
  for (const { body } of conditions) {
    const { actions } = bodyOf(await mint('GET', `/notification-conditions/${body.id}`), 'the condition');
    expect(actions.map(({ value }: { value: string }) => value)).toEqual([kept]);
    const told = await native.list(`/events?objectType=notification_condition&objectId=${body.id}`);
    expect(told.map(({ type }: { type: string }) => type).reverse()).toEqual([
      'notification_condition.created',
      ...leaving.map(() => 'notification_condition.updated'),
    ]);
  }
});
