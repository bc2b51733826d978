import type { Page } from 'playwright-core';
import { expect, it } from 'vitest';
import { expectAccessible } from './harness/accessible.ts';
import { testConsole } from './harness/console.ts';

const running = testConsole();

/** An organization whose receiver refused so many calls, newest last. */
async function refused(count: number) {
  const area = await running.bellwire.organization();
  const receiver = await area.receiver({ name: 'Billing' });
  receiver.answer({ status: 404, body: 'no such path' });
  for (let index = 0; index < count; index += 1) {
    await area.member({ username: `member${index}` });
    await receiver.waitForCount(index + 1);
  }
  await expect.poll(async () => (await area.native.list('/deliveries?state=failed')).length).toBe(count);
  return { area, receiver };
}

const heading = (page: Page, name: string) => page.getByRole('heading', { name, level: 1 }).waitFor();

it('goes to pages by chords, and to a page, a webhook or an id by the palette', async () => {
  const { area, receiver } = await refused(1);
  const page = await running.open(`/o/${area.key}`);
  await heading(page, 'Overview');
  for (const [keys, title] of [
    ['gd', 'Deliveries'],
    ['gw', 'Webhooks'],
    ['ge', 'Integration'],
    ['gj', 'Jobs'],
    ['gb', 'Members'],
  ] as const) {
    await page.keyboard.type(keys);
    await heading(page, title);
  }
  await page.keyboard.press('n');
  await heading(page, 'New member');
  // In a field, letters are letters.
  await page.getByRole('textbox', { name: 'Username' }).fill('g');
  await page.keyboard.type('w?n');
  expect(await page.getByRole('textbox', { name: 'Username' }).inputValue()).toBe('gw?n');
  await page.getByRole('textbox', { name: 'Username' }).fill('');

  await page.goto(`/o/${area.key}`);
  await heading(page, 'Overview');
  await page.keyboard.press('Control+k');
  const where = page.getByRole('combobox', { name: 'Where to' });
  await where.fill('bill');
  await page.getByRole('option', { name: /^Billing/, selected: true }).waitFor();
  await expectAccessible(page);
  await page.keyboard.press('Enter');
  await heading(page, 'Billing');
  expect(page.url()).toContain(receiver.webhook.id);

  const [delivery] = await area.native.list('/deliveries');
  await page.getByRole('button', { name: 'Go to' }).click();
  await where.fill(`see ${delivery.id}, it failed`);
  await page.getByRole('option', { name: /^Delivery · member\.created/ }).click();
  await page.waitForURL(new RegExp(delivery.id));
  await page.keyboard.press('Control+k');
  await where.fill('00000000-0000-7000-8000-000000000000');
  await page.getByText('Nothing here has that id.').waitFor();

  // What could not be looked for is not said to be absent.
  await page.route('**/api/v1/organizations/*/jobs/*', (route) => route.fulfill({ status: 400, body: '{}' }));
  await page.route('**/api/v1/organizations/*/events/*', (route) =>
    route.fulfill({ status: 429, body: '{}' }),
  );
  await where.fill('00000000-0000-7000-8000-000000000001');
  await page.getByText('That id could not be looked for. Try again in a moment.').waitFor();
});

it('moves in a list, opens a row, and goes on to its neighbours', async () => {
  const { area } = await refused(3);
  const ids = (await area.native.list('/deliveries?state=failed')).map(({ id }: { id: string }) => id);
  const page = await running.open(`/o/${area.key}/deliveries?status=failed`);
  await expect.poll(() => page.getByRole('row').count()).toBe(4);
  await page.keyboard.press('j');
  await page.keyboard.press('j');
  await page.keyboard.press('j');
  await page.keyboard.press('k');
  await page.keyboard.press('Enter');
  await page.waitForURL(new RegExp(`${ids[1]}\\?status=failed`));
  await page.getByRole('link', { name: 'Older ›' }).waitFor();
  await expectAccessible(page);
  await page.keyboard.press('j');
  await page.waitForURL(new RegExp(ids[2]!));
  await page.getByRole('link', { name: '‹ Newer' }).waitFor();
  await page.keyboard.press('k');
  await page.waitForURL(new RegExp(ids[1]!));
  await page.keyboard.press('1');
  await page.waitForURL(/attempt=1/);
  await page.keyboard.press('r');
  await page.getByRole('dialog', { name: 'Send it again?' }).waitFor();
  // A dialog takes the keys: this is no "go to webhooks", and Esc closes only it.
  await page.keyboard.type('gw');
  await page.keyboard.press('Escape');
  await expect.poll(() => page.getByRole('dialog').count()).toBe(0);
  expect(page.url()).toContain(ids[1]);
  await page.keyboard.press('Escape');
  await page.waitForURL(/\/deliveries\?status=failed$/);
});

it('is listed by ?, and switched off for good in the account menu', async () => {
  const area = await running.bellwire.organization();
  await area.receiver({ name: 'Billing' });
  const page = await running.open(`/o/${area.key}/webhooks`);
  await page.getByRole('link', { name: 'Billing' }).waitFor();
  await page.keyboard.press('?');
  const list = page.getByRole('dialog', { name: 'Keyboard shortcuts' });
  for (const words of ['New webhook', 'Next row', 'Search', 'Integration', 'Another organization']) {
    await list.getByText(words, { exact: true }).waitFor();
  }
  // What means nothing on this page is not in it.
  expect(await list.getByText('Select the row').count()).toBe(0);
  await expectAccessible(page);
  await page.keyboard.press('Escape');
  await page.keyboard.press('/');
  await page.keyboard.type('nothing like it');
  await page.getByText('No webhook matches these filters.').waitFor();
  await page.keyboard.press('Escape');

  await page.getByRole('button', { name: /^Account: / }).click();
  await page.getByRole('menuitem', { name: 'Switch shortcuts off' }).click();
  await page.reload();
  await page.getByText('No webhook matches these filters.').waitFor();
  await page.keyboard.type('gd');
  // What was typed did nothing: the palette, which still acts, opens over the same page.
  await page.keyboard.press('Control+k');
  await page.getByRole('combobox', { name: 'Where to' }).waitFor();
  expect(page.url()).toContain('/webhooks?q=');
});

it('selects rows where they can be selected', async () => {
  const { createHub, configure, addUrl, makeUser } = await import('../harness/rapidapi.ts');
  const { startReceiver } = await import('../harness/receiver.ts');
  const hub = await createHub(running.bellwire, 'keys-hub');
  const receiver = await startReceiver();
  try {
    await configure(hub, { isActive: true });
    await addUrl(hub, `${receiver.root}/hook`);
    await makeUser(hub, 'ada');
    await receiver.waitForCount(1);
    const page = await running.open(`/o/${hub.key}/rapidapi/event-logs`);
    await page.getByRole('checkbox').first().waitFor();
    await page.keyboard.press('j');
    await page.keyboard.press('x');
    await page.getByText('1 selected').waitFor();
    await page.keyboard.press('x');
    await expect.poll(() => page.getByText('1 selected').count()).toBe(0);
    await page.keyboard.press('l');
    await page.waitForURL(/live=1/);
  } finally {
    await receiver.close();
  }
});
