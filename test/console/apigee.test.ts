import { describe, expect, it, onTestFinished } from 'vitest';
import { type ApigeeOrganization, apigeeOrganization, apigeeShop, today } from '../harness/apigee.ts';
import { startReceiver } from '../harness/receiver.ts';
import { expectAccessible } from './harness/accessible.ts';
import { testConsole } from './harness/console.ts';

const console_ = testConsole();
let shops = 0;

async function shop(plan: object = {}) {
  shops += 1;
  const organization = await apigeeOrganization(console_.bellwire, `shop${shops}`);
  await apigeeShop(organization, plan);
  const receiver = await startReceiver();
  onTestFinished(() => receiver.close());
  await organization.mint('POST', '/webhooks', { name: 'Billing', postURL: receiver.root });
  return { organization, receiver };
}

const accept = ({ mint }: ApigeeOrganization, quotaTarget: number) =>
  mint('POST', '/developers/ada@example.com/developer-rateplans', {
    developer: { id: 'ada@example.com' },
    ratePlan: { id: 'plan1' },
    startDate: today(),
    quotaTarget,
  });

async function notify({ mint }: ApigeeOrganization, ...targets: string[]) {
  const { body } = await mint('GET', '/webhooks');
  await mint('POST', '/notification-conditions', {
    notificationCondition: [
      { attribute: 'RATEPLAN', value: 'plan1' },
      { attribute: 'PUBLISHED', value: 'TRUE' },
      ...targets.map((value) => ({ attribute: 'UsageTarget', value })),
    ],
    actions: [{ actionAttribute: 'WEBHOOK', value: body.webhooks[0].id }],
  });
}

describe('notifications of a rate plan', () => {
  it('are made in a dialog that reckons their points at each key', async () => {
    const { organization } = await shop();
    const page = await console_.open(`/o/${organization.key}/apigee/rate-plans`);
    await page.getByRole('cell', { name: 'Adjustable notification' }).waitFor();
    await expectAccessible(page);
    await page.getByRole('button', { name: '+Notify, plan1' }).click();

    const dialog = page.getByRole('dialog', { name: /^Notifications · plan1/ });
    const notifyAt = dialog.getByRole('status', { name: 'Notify At' }).first();
    await dialog.getByRole('button', { name: 'Create Notification' }).click();
    await dialog.getByText('Choose at least one webhook.').waitFor();
    await dialog.getByText('Enter a percentage such as 80 or 112.5.').waitFor();

    // Reckoned anew at each key, before anything is sent.
    await dialog.getByLabel('At/From %').fill('80');
    await expect.poll(() => notifyAt.textContent()).toBe('80 %');
    await dialog.getByLabel('To %').pressSequentially('120');
    expect(await dialog.getByLabel('Step %').inputValue()).toBe('10');
    await expect.poll(() => notifyAt.textContent()).toBe('80, 90, 100, 110, 120 %');
    await dialog.getByRole('button', { name: 'Add' }).click();
    await dialog.getByLabel('At/From %').nth(1).fill('150');
    await dialog.getByText('Together 6 points.').waitFor();
    await dialog.getByText('at 800, 900, 1,000, 1,100, 1,200, and 1,500.').waitFor();
    await dialog.getByPlaceholder('Choose webhooks').click();
    await page.getByRole('option', { name: 'Billing' }).click();
    await page.keyboard.press('Tab');
    await expectAccessible(page);
    await dialog.getByRole('button', { name: 'Create Notification' }).click();
    await page.getByText('Notification created.').waitFor();
    await page.getByRole('cell', { name: '80–120 % by 10, 150 %' }).waitFor();
    const { body } = await organization.mint('GET', '/notification-conditions');
    const [condition] = body.notificationConditions;
    expect(condition.notificationCondition.map(({ value }: { value: string }) => value)).toEqual([
      'plan1',
      'TRUE',
      '%= 80 to 120 by 10',
      '%= 150',
    ]);
  });

  it('are sent when transactions recorded by hand pass their points', async () => {
    const { organization, receiver } = await shop();
    await accept(organization, 100);
    await notify(organization, '%= 80 to 120 by 10');
    const page = await console_.open(`/o/${organization.key}/apigee/developers`);
    await expectAccessible(page);
    await page.getByRole('link', { name: 'ada Lovelace' }).click();
    await page.getByRole('heading', { name: 'ada Lovelace' }).waitFor();
    await page.getByLabel('How many').fill('92');
    await page.getByRole('button', { name: 'Record', exact: true }).click();
    await page.getByText('Recorded 92. Total 92 of 100 (92 %).').waitFor();
    await page.getByText('Crossed 80 %, 90 %:').waitFor();
    await page.getByRole('link', { name: '2 calls made' }).waitFor();
    const calls = await receiver.waitForCount(2);
    expect(calls.map(({ body: sent }) => JSON.parse(sent).quotaPercentUsed)).toEqual([92, 92]);
    await page.getByText('8 to the next point (100 %)').waitFor();
    expect(await page.getByRole('img', { name: '92 of 100 (92 %)' }).count()).toBe(1);
    await page.getByRole('list', { name: 'Points' }).getByText('not reached').first().waitFor();
    await expectAccessible(page);

    await page.getByRole('button', { name: 'Edit target' }).click();
    await page.getByLabel('Target number of transactions').fill('many');
    await page.getByRole('button', { name: 'Set target' }).click();
    await page.getByText('Must be a whole number of 0 or more.').waitFor();
    await page.getByLabel('Target number of transactions').fill('0');
    await page.getByRole('button', { name: 'Set target' }).click();
    await page.getByText('No target set, so nothing is sent for this developer.').waitFor();
  });

  it('are edited, where what nobody touched stays as it was written, and deleted', async () => {
    const { organization } = await shop();
    await notify(organization, '%= 80 to 120', '%= 150');
    const page = await console_.open(`/o/${organization.key}/apigee/rate-plans?notify=plan1`);
    const dialog = page.getByRole('dialog', { name: /^Notifications · plan1/ });
    await dialog.getByRole('button', { name: 'Edit', exact: true }).click();
    await dialog.getByRole('button', { name: 'Remove interval 2' }).click();
    await dialog.getByRole('button', { name: 'Save Notification' }).click();
    await page.getByText('Notification saved.').waitFor();
    const { body } = await organization.mint('GET', '/notification-conditions');
    const values = body.notificationConditions[0].notificationCondition.map(
      ({ value }: { value: string }) => value,
    );
    expect(values).toEqual(['plan1', 'TRUE', '%= 80 to 120']);
    await page.getByRole('cell', { name: '80–120 % by 10', exact: true }).waitFor();
    await page.getByRole('button', { name: 'Notifications, plan1' }).click();
    await dialog.getByRole('button', { name: 'Delete Notification' }).click();
    await page
      .getByRole('dialog', { name: 'Delete this notification?' })
      .getByRole('button', { name: 'Delete Notification' })
      .click();
    await page.getByText('Notification deleted.').waitFor();
    expect((await organization.mint('GET', '/notification-conditions')).body.totalRecords).toBe(0);
  });

  it('are not made a second time where those that are there could not be loaded', async () => {
    const { organization } = await shop();
    await notify(organization, '%= 80');
    const page = await console_.open('/orgs');
    await page.route('**/notification-conditions', (route) => route.fulfill({ status: 400, body: '{}' }));
    await page.goto(`/o/${organization.key}/apigee/rate-plans?notify=plan1`);
    await page.getByText('The notifications could not be loaded.').waitFor();
    await page.getByRole('cell', { name: 'Adjustable notification' }).waitFor();
    expect(await page.getByRole('dialog').count()).toBe(0);
    expect(await page.getByRole('button', { name: /Notify|Notifications/ }).count()).toBe(0);
    await expectAccessible(page);
    await page.unroute('**/notification-conditions');
    await page.getByRole('button', { name: 'Try now' }).click();
    await page.getByRole('dialog', { name: /^Notifications · plan1/ }).waitFor();
    await page.getByRole('dialog').getByRole('button', { name: 'Edit', exact: true }).waitFor();
  });

  it('are for published adjustable plans only', async () => {
    const { organization } = await shop({ published: false });
    await organization.mint('POST', '/monetization-packages/package_1/rate-plans', {
      id: 'other',
      name: 'Other',
      displayName: '<b>Other</b>\u202E',
      description: '',
      startDate: '2020-01-01',
      published: true,
      ratePlanDetails: [{ type: 'RATECARD', meteringType: 'UNIT' }],
    });
    const page = await console_.open(`/o/${organization.key}/apigee/rate-plans`);
    await page.getByText('<b>Other</b>⟨U+202E⟩').waitFor();
    await page.getByText('Not of this type').waitFor();
    expect(await page.getByRole('button', { name: /^\+Notify/ }).count()).toBe(0);
    await page.getByRole('button', { name: 'Publish plan1 first' }).click();
    await page.getByRole('button', { name: 'Publish rate plan' }).click();
    await page.getByRole('button', { name: '+Notify, plan1' }).waitFor();
  });

  it('are not for a viewer to change', async () => {
    const { organization } = await shop();
    const { token } = await console_.bellwire.native.done('POST', '/tokens', { name: 'v', role: 'viewer' });
    const page = await console_.openSignedOut('/signin');
    await page.getByLabel('Token', { exact: true }).last().fill(token);
    await page.getByRole('button', { name: 'Sign in' }).click();
    await page.getByRole('heading', { name: 'Organizations' }).waitFor();
    await page.goto(`/o/${organization.key}/apigee/packages`);
    await page.getByRole('link', { name: '1 of 1' }).waitFor();
    await expectAccessible(page);
    await page.goto(`/o/${organization.key}/apigee/products`);
    await page.getByRole('cell', { name: 'Package 1' }).waitFor();
    await expectAccessible(page);
    const button = page.getByRole('button', { name: 'Product' });
    expect(await button.getAttribute('aria-description')).toContain('Your role is viewer.');
    await page.goto(`/o/${organization.key}/apigee/rate-plans?notify=plan1`);
    const create = page.getByRole('dialog').getByRole('button', { name: 'Create Notification' });
    await create.waitFor();
    expect(await create.getAttribute('aria-description')).toContain('Your role is viewer.');
    await page.keyboard.press('Escape');
    const more = page.getByRole('button', { name: '+Notify, plan1' });
    expect(await more.getAttribute('aria-description')).toContain('Your role is viewer.');
  });
});

it('packages and their plans are paged by key, searched and filtered by the server', async () => {
  const { organization } = await shop();
  for (let index = 0; index < 55; index += 1) {
    await organization.native.done('POST', '/objects/monetization_package', {
      fields: { name: `bundle ${String(index).padStart(2, '0')}` },
    });
  }
  const page = await console_.open(`/o/${organization.key}/apigee/packages`);
  await expect.poll(() => page.getByRole('row').count()).toBe(51);
  await page.getByRole('button', { name: 'Older' }).click();
  await page.getByRole('link', { name: '1 of 1' }).waitFor();
  expect(await page.getByRole('row').count()).toBe(7);
  // Where the oldest come first, the ways on and back are called so.
  await page.goto(`/o/${organization.key}/objects/monetization_package?sort=createdAt`);
  await page.getByRole('button', { name: 'Newer' }).click();
  await expect.poll(() => page.getByRole('row').count()).toBe(7);
  await page.getByRole('button', { name: 'Older' }).click();
  await expect.poll(() => page.getByRole('row').count()).toBe(51);
  await page.goto(`/o/${organization.key}/apigee/packages`);
  await page.getByRole('textbox', { name: 'Search packages' }).fill('BUNDLE 5');
  await expect.poll(() => page.getByRole('row').count()).toBe(6);
  await page.getByRole('textbox', { name: 'Search packages' }).fill('package 1');
  await page.getByRole('link', { name: '1 of 1' }).click();
  await page.getByRole('button', { name: '+Notify, plan1' }).waitFor();
  expect(new URL(page.url()).searchParams.get('package')).toMatch(/^[0-9a-f-]{36}$/);

  // The package is chosen among all of them, not among those of a page.
  const choice = page.getByRole('combobox', { name: 'Package' });
  await expect.poll(() => choice.inputValue()).toBe('Package 1');
  await choice.fill('bundle 03');
  await page.getByRole('option', { name: 'bundle 03' }).click();
  await page.getByText('No rate plan matches these filters.').waitFor();
  await page.getByRole('button', { name: 'Rate plan', exact: true }).click();
  const dialog = page.getByRole('dialog', { name: 'New rate plan' });
  await dialog.getByRole('textbox', { name: 'Name' }).fill('Plan 3');
  await dialog.getByRole('combobox', { name: 'Package' }).fill('bundle 54');
  await page.getByRole('option', { name: 'bundle 54' }).click();
  await dialog.getByRole('button', { name: 'Create rate plan' }).click();
  await dialog.waitFor({ state: 'detached' });
  await choice.fill('bundle 54');
  await page.getByRole('option', { name: 'bundle 54' }).click();
  await page.getByRole('cell', { name: 'Plan 3', exact: true }).waitFor();

  const id = (await organization.native.list('/objects/rate_plan')).find(
    ({ fields }) => fields.name === 'plan1',
  )?.id;
  await organization.native.done('PATCH', `/objects/rate_plan/${id}`, { fields: { endDate: today() } });
  await page.goto(`/o/${organization.key}/apigee/rate-plans?state=draft`);
  await page.getByText('No rate plan matches these filters.').waitFor();
  await page.goto(`/o/${organization.key}/apigee/rate-plans?state=expired`);
  await page.getByText('No rate plan matches these filters.').waitFor();
  // A dialog of a plan opens wherever the plan stands in the list.
  await page.goto(`/o/${organization.key}/apigee/rate-plans?state=draft&notify=plan1`);
  await page.getByRole('dialog', { name: 'Notifications · plan1 (Package 1)' }).waitFor();
});
