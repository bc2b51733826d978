import { expect, it } from 'vitest';
import { expectAccessible } from './harness/accessible.ts';
import { testConsole } from './harness/console.ts';

const running = testConsole();

it('says what to do first, and shows events as they come', async () => {
  const org = await running.bellwire.native.done('POST', '/organizations', {
    key: 'fresh',
    name: 'Fresh',
    dialect: 'mashery',
  });
  const page = await running.open(`/o/${org.key}`);
  await page.getByText('Waiting for the first event').waitFor();
  await expectAccessible(page);

  await running.bellwire.native.done('POST', `/organizations/${org.key}/events`, {
    type: 'invoice.paid',
    object: { type: 'invoice', id: 'inv-1' },
    data: { amount: 12 },
  });
  await page.getByRole('link', { name: 'invoice.paid' }).waitFor();
});

it('puts what fails first, counts, and leads to the list behind each number', async () => {
  const area = await running.bellwire.organization();
  const good = await area.receiver({ name: 'Billing' });
  const bad = await area.receiver({ name: 'Audit' });
  bad.answer({ status: 410 });
  await area.member({ username: 'ada' });
  await good.waitForCount(1);
  await bad.waitForCount(1);
  const page = await running.open(`/o/${area.key}?range=1h`);
  await page.getByRole('heading', { name: 'Needs attention (1)' }).waitFor();
  await page.getByRole('link', { name: 'Audit', exact: true }).waitFor();
  await page.getByText('50 %').first().waitFor();
  await page.locator('canvas').first().waitFor();
  await expectAccessible(page);

  // New numbers are drawn on the charts that are there: what the pointer rests on stays.
  await page.getByText('Live', { exact: true }).waitFor();
  const charts = page.locator('canvas');
  await charts.evaluateAll((all) => {
    for (const one of all) one.dataset.seen = 'yes';
  });
  const captions = page.getByRole('figure').locator('.only-heard');
  expect(await captions.first().textContent()).toBe('1 delivered, 0 retried, 1 failed');
  await area.member({ username: 'alan' });
  await expect.poll(() => captions.first().textContent()).toMatch(/^2 delivered/);
  expect(await page.locator('canvas[data-seen]').count()).toBe(await charts.count());

  await page.getByRole('button', { name: 'As a table' }).click();
  expect(page.url()).toContain('view=table');
  await page.getByRole('columnheader', { name: 'Tried again' }).waitFor();
  // A row for each minute of the hour, beside the words of the columns and the minute that it began in.
  expect(
    await page
      .getByRole('table', { name: /^Figures/ })
      .getByRole('row')
      .count(),
  ).toBe(62);
  await expectAccessible(page);

  // What comes while one looks is there without a reload.
  await page.getByText('Live', { exact: true }).waitFor();
  const rows = page.getByRole('table', { name: 'Newest events' }).getByRole('row');
  const before = await rows.count();
  await area.member({ username: 'grace' });
  await expect.poll(() => rows.count(), { timeout: 15_000 }).toBe(before + 1);

  await page.getByRole('link', { name: 'Failed' }).first().click();
  await page.waitForURL(/\/deliveries\?.*status=failed/);
});
