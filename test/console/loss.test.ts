import type { Page } from 'playwright-core';
import { describe, expect, it } from 'vitest';
import { expectAccessible } from './harness/accessible.ts';
import { testConsole } from './harness/console.ts';

const running = testConsole();
const lost = /^No connection to Bellwire since /;

async function openWebhook(): Promise<Page> {
  const area = await running.bellwire.organization();
  const { webhook } = await area.receiver({ name: 'Billing' });
  const page = await running.open(`/o/${area.key}/webhooks/${webhook.id}`);
  await page.getByRole('heading', { name: 'Billing', level: 1 }).waitFor();
  return page;
}

describe('where Bellwire is gone', () => {
  it('says so on a page that is open, keeps what is there, and takes it back', async () => {
    const page = await openWebhook();
    await page.route('**/api/**', (route) => route.abort());
    await page.getByText(lost).waitFor({ timeout: 30_000 });
    await page.getByRole('heading', { name: 'Billing', level: 1 }).waitFor();
    await expectAccessible(page);
    await page.unroute('**/api/**');
    await page.getByText(lost).waitFor({ state: 'hidden' });
  });

  it('says so also where the browser has no network', async () => {
    const page = await openWebhook();
    await page.context().setOffline(true);
    await page.getByText(lost).waitFor({ timeout: 30_000 });
    // They are asked for every ten seconds, and three times each.
    await page.getByText('The figures could not be loaded.').waitFor({ timeout: 30_000 });
    await page.context().setOffline(false);
    await page.getByText(lost).waitFor({ state: 'hidden' });
  });
});

it('a session that is over is begun again over the page, also when a save finds it out', async () => {
  const area = await running.bellwire.organization();
  const page = await running.open(`/o/${area.key}/settings`);
  const name = page.getByRole('textbox', { name: 'Name' });
  await name.fill('Kept while signing in');
  await page.context().clearCookies();
  await page.getByRole('button', { name: 'Save settings' }).click();
  const dialog = page.getByRole('dialog', { name: 'Your session is over' });
  await dialog.getByLabel('Token', { exact: true }).last().fill(running.bellwire.adminToken);
  await dialog.getByRole('button', { name: 'Sign in' }).click();
  await dialog.waitFor({ state: 'hidden' });
  expect(await name.inputValue()).toBe('Kept while signing in');
});

it('a stream that was refused is opened again', async () => {
  const area = await running.bellwire.organization();
  await area.receiver({ name: 'Billing' });
  const page = await running.open('/orgs');
  let refused = 0;
  await page.route('**/events/stream', (route) => {
    refused += 1;
    return refused < 3 ? route.fulfill({ status: 503, body: 'later' }) : route.continue();
  });
  await page.goto(`/o/${area.key}`);
  await page.getByText('Live', { exact: true }).first().waitFor();
  expect(refused).toBe(3);
});

it('a stream is not kept open by a page that is hidden, and what came meanwhile is there on return', async () => {
  const area = await running.bellwire.organization();
  await area.receiver({ name: 'Billing' });
  const page = await running.open('/orgs');
  await page.addInitScript(() => {
    const streams: EventSource[] = [];
    const Real = window.EventSource;
    Object.assign(window, {
      streams,
      EventSource: class extends Real {
        constructor(address: string) {
          super(address);
          streams.push(this);
        }
      },
    });
  });
  await page.goto(`/o/${area.key}`);
  await page.getByText('Live', { exact: true }).first().waitFor();
  const open = () =>
    page.evaluate(
      () =>
        (window as unknown as { streams: EventSource[] }).streams.filter((one) => one.readyState < 2).length,
    );
  const hide = (hidden: boolean) =>
    page.evaluate((now) => {
      Object.defineProperty(document, 'hidden', { configurable: true, value: now });
      document.dispatchEvent(new Event('visibilitychange'));
    }, hidden);
  expect(await open()).toBe(1);
  await hide(true);
  await expect.poll(open).toBe(0);
  await area.member({ username: 'ada' });
  await hide(false);
  await page.getByText('Live', { exact: true }).first().waitFor();
  await page.getByRole('table', { name: 'Newest events' }).getByRole('row').nth(1).waitFor();
  expect(await open()).toBe(1);
});
