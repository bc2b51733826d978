import type { Page } from 'playwright-core';
import { describe, expect, it } from 'vitest';
import { expectAccessible } from './harness/accessible.ts';
import { testConsole } from './harness/console.ts';

const running = testConsole();

/** An area with so many deliveries that have failed. */
async function areaWithFailed(count: number, prefix: string) {
  const area = await running.bellwire.organization();
  const receiver = await area.receiver({ name: 'Billing', policy: { retryDelaysMs: [3_600_000] } });
  await area.native.done('PATCH', `/webhooks/${receiver.webhook.id}`, { format: 'standard' });
  receiver.answer({ status: 404 });
  const events = Array.from({ length: count }, (_, index) => ({
    type: `${prefix}.paid`,
    object: { type: prefix, id: `${prefix}${index}` },
    data: {},
  }));
  await area.native.done('POST', '/events', { events });
  await expect
    .poll(async () => (await area.native.list('/deliveries?state=failed')).length, {
      timeout: 15_000,
    })
    .toBe(count);
  return { area, receiver };
}

async function switchTo(page: Page, name: string) {
  await page.getByRole('button', { name: /^Organization: / }).click();
  await page.getByRole('menuitem', { name: new RegExp(`^${name} `) }).click();
}

describe('another organization', () => {
  it('begins with nothing of the one before: no rows, no figures, nothing selected', async () => {
    const { area: one } = await areaWithFailed(2, 'order');
    const { area: other } = await areaWithFailed(3, 'invoice');
    const page = await running.open(`/o/${one.key}/deliveries?status=failed`);
    await page.getByRole('checkbox', { name: 'Select the page' }).check();
    const bar = page.getByRole('region', { name: 'Selected' });
    await bar.getByRole('button', { name: 'Select all that match' }).click();
    await bar.getByText('All that match are selected').waitFor();

    const held: (() => void)[] = [];
    await page.route(`**/organizations/${other.key}/deliveries*`, async (route) => {
      await new Promise<void>((resolve) => held.push(resolve));
      await route.continue();
    });
    await switchTo(page, other.key.replace('area', 'Area '));
    await page.waitForURL(`**/o/${other.key}/deliveries`);
    await expect.poll(() => held.length).toBeGreaterThan(0);
    expect(await page.getByText('order.paid').count()).toBe(0);
    for (const release of held) release();
    await expect.poll(() => page.getByRole('cell', { name: 'invoice.paid', exact: true }).count()).toBe(3);
    expect(await bar.count()).toBe(0);

    const figures: (() => void)[] = [];
    await page.goto(`/o/${one.key}`);
    await page.getByRole('button', { name: 'As a table' }).waitFor();
    await page.route(`**/organizations/${other.key}/figures?*`, async (route) => {
      await new Promise<void>((resolve) => figures.push(resolve));
      await route.continue();
    });
    await switchTo(page, other.key.replace('area', 'Area '));
    await expect.poll(() => figures.length).toBeGreaterThan(0);
    expect(await page.getByRole('button', { name: 'As a table' }).count()).toBe(0);
    for (const release of figures) release();
    await page.getByRole('button', { name: 'As a table' }).waitFor();
  });
});

describe('the list of deliveries', () => {
  it('keeps what is selected while pages are turned, however long that takes', async () => {
    const { area } = await areaWithFailed(60, 'order');
    const page = await running.open(`/o/${area.key}/deliveries?status=failed`);
    await page.getByRole('checkbox', { name: 'Select the page' }).check();
    const bar = page.getByRole('region', { name: 'Selected' });
    await bar.getByText('50 selected').waitFor();
    await page.clock.setFixedTime(Date.now() + 65_000);
    await page.getByRole('button', { name: /^Older/ }).click();
    await expect.poll(() => page.getByRole('cell', { name: 'order.paid', exact: true }).count()).toBe(10);
    await bar.getByText('50 selected').waitFor();
  });

  it('shows each filter that stands in the address, and takes it out again', async () => {
    const { area, receiver } = await areaWithFailed(1, 'order');
    const day = 86_400_000;
    const from = new Date(Date.now() - 3 * day).toISOString();
    const to = new Date(Date.now() - 2 * day).toISOString();
    const page = await running.open(`/o/${area.key}/deliveries?status=delivered&from=${from}&to=${to}`);
    await page.getByText(/^Nothing matches these filters between .+ and .+\.$/).waitFor();
    await page.getByRole('button', { name: /^Remove: Accepted .+ – / }).waitFor();
    expect(await page.getByRole('combobox', { name: 'Time' }).inputValue()).toBe('Chosen span');
    await expectAccessible(page);
    await page.getByRole('button', { name: 'Remove: Status: Delivered' }).click();
    await expect
      .poll(() => page.getByRole('button', { name: 'All', exact: true }).getAttribute('aria-pressed'))
      .toBe('true');
    await page.getByRole('combobox', { name: 'Time' }).click();
    await page.getByRole('option', { name: 'Last 7 days' }).click();
    await page.getByRole('cell', { name: 'order.paid', exact: true }).waitFor();
    expect(new URL(page.url()).search).toBe('?range=7d');

    await page.goto(`/o/${area.key}/deliveries?from=${from}&to=${to}`);
    await page.getByRole('button', { name: /^Remove: Accepted / }).click();
    await page.getByRole('cell', { name: 'order.paid', exact: true }).waitFor();

    const nobody = `${receiver.webhook.id.slice(0, -8)}00000000`;
    await page.goto(`/o/${area.key}/deliveries?webhook=${nobody}&object=nothing`);
    await page.getByText('Nothing matches these filters in the last 24 hours.').waitFor();
    expect(await page.getByRole('combobox', { name: 'Webhook' }).inputValue()).toBe('Id …00000000');
    await page.getByRole('button', { name: 'Remove: Object: nothing' }).click();
    await page.getByRole('combobox', { name: 'Webhook' }).click();
    await page.getByRole('option', { name: 'Any webhook' }).click();
    await page.getByRole('cell', { name: 'order.paid', exact: true }).waitFor();
  });

  it('follows what becomes of its rows, and lets no new one in between them', async () => {
    const area = await running.bellwire.organization();
    const receiver = await area.receiver({ name: 'Billing', policy: { retryDelaysMs: [4_000] } });
    receiver.answer({ status: 503 });
    await area.member({ username: 'ada' });
    await receiver.waitForCount(1);
    const page = await running.open(`/o/${area.key}/deliveries`);
    await page.getByRole('link', { name: /^Retrying/ }).waitFor();
    const second = await area.receiver({ name: 'CRM', policy: { retryDelaysMs: [3_600_000] } });
    await area.member({ username: 'grace' });
    await second.waitForCount(1);
    await page.getByRole('link', { name: /^Failed/ }).waitFor();
    await page.getByRole('button', { name: /new deliver/ }).waitFor();
    expect(await page.getByRole('row').count()).toBe(2);
  });
});
