import { expect, it } from 'vitest';
import { expectAccessible } from './harness/accessible.ts';
import { testConsole } from './harness/console.ts';

const running = testConsole();

/** An area whose webhook tries again in an hour, so that nothing moves while somebody looks. */
async function slowArea() {
  const area = await running.bellwire.organization();
  const receiver = await area.receiver({ name: 'Billing', policy: { retryDelaysMs: [3_600_000] } });
  /** Members whose calls end in this state. */
  async function members(usernames: string[], status: number, state: string) {
    receiver.answer({ status });
    for (const username of usernames) await area.member({ username });
    await untilCount(state, usernames.length);
  }
  async function untilCount(state: string, count: number) {
    await expect
      .poll(async () => (await area.native.list(`/deliveries?state=${state}`)).length, { timeout: 15_000 })
      .toBe(count);
  }
  return { area, receiver, members, untilCount };
}

it('what waits is cancelled by a job that says how many first, and the log says by whom', async () => {
  const { area, receiver, members, untilCount } = await slowArea();
  await members(['ada', 'grace', 'joan'], 503, 'retrying');
  const page = await running.open(`/o/${area.key}/deliveries?status=retrying`);

  await page.getByRole('button', { name: 'Actions' }).click();
  await page.getByRole('menuitem', { name: 'Cancel what waits …' }).click();
  const dialog = page.getByRole('dialog');
  await dialog.getByText('3 deliveries will not be sent.').waitFor();
  await dialog.getByText('They stay in the log as cancelled by you').waitFor();
  await expectAccessible(page);
  await dialog.getByRole('textbox', { name: 'Event type' }).fill('application.created');
  await dialog.getByText('Nothing waits that matches.').waitFor();
  await dialog.getByRole('textbox', { name: 'Event type' }).fill('');
  await dialog.getByText('3 deliveries will not be sent.').waitFor();
  await dialog.getByRole('button', { name: 'Cancel deliveries' }).click();

  await page.waitForURL(/\/jobs\/[0-9a-f-]{36}$/);
  await page.getByRole('heading', { name: 'Cancelling what waits' }).waitFor();
  await page.getByText('100 % · 3 deliveries cancelled').waitFor();
  await untilCount('cancelled', 3);
  expect(receiver.calls).toHaveLength(3);
  await page.goto(`/o/${area.key}/deliveries?status=cancelled`);
  await page
    .getByRole('link', { name: /^Cancelled/ })
    .first()
    .click();
  await page.getByText(/^Given up by .+\.$/).waitFor();
});

it('what was missed is replayed once a webhook is chosen and what it would get is counted', async () => {
  const { area, members } = await slowArea();
  await members(['ada', 'grace'], 200, 'delivered');
  await area.receiver({ name: 'Late' });
  const page = await running.open(`/o/${area.key}/deliveries`);
  await page.getByRole('button', { name: 'Actions' }).click();
  await page.getByRole('menuitem', { name: 'Replay what was missed …' }).click();
  const dialog = page.getByRole('dialog');
  const replay = dialog.getByRole('button', { name: 'Replay', exact: true });
  await replay.waitFor();
  expect(await replay.getAttribute('aria-description')).toBe('Choose a webhook.');
  await expectAccessible(page);
  // It says so, and stays.
  await replay.click({ force: true });
  await dialog.getByText('Choose a webhook.').first().waitFor();
  await dialog.getByRole('combobox', { name: 'Webhook' }).click();
  await page.getByRole('option', { name: 'Late' }).click();
  await dialog.getByText(/^2 deliveries/).waitFor();
  await replay.click();
  await page.waitForURL(/\/jobs\/[0-9a-f-]{36}$/);
});

it('rows are selected, by shift in a range, and sent again by a job with the same bytes', async () => {
  const { area, receiver, members } = await slowArea();
  await members(['ada', 'grace', 'joan', 'mary'], 404, 'failed');
  const page = await running.open(`/o/${area.key}/deliveries?status=failed`);
  const boxes = page.getByRole('checkbox', { name: /^Select delivery .*member\.created to Billing$/ });
  await expect.poll(() => boxes.count()).toBe(4);

  await boxes.nth(0).click();
  await boxes.nth(2).click({ modifiers: ['Shift'] });
  const bar = page.getByRole('region', { name: 'Selected' });
  await bar.getByText('3 selected').waitFor();
  await expectAccessible(page);
  await page.context().grantPermissions(['clipboard-read', 'clipboard-write']);
  await bar.getByRole('button', { name: 'Copy ids' }).click();
  await bar.getByRole('button', { name: 'Copied' }).waitFor();
  const failed = await area.native.list('/deliveries?state=failed');
  const copied = await page.evaluate<string>('navigator.clipboard.readText()');
  expect(copied.split('\n').sort()).toEqual(
    failed
      .slice(0, 3)
      .map(({ id }) => id)
      .sort(),
  );

  receiver.answer({ status: 200 });
  await bar.getByRole('button', { name: 'Send again' }).click();
  await page.getByRole('dialog').getByText('3 deliveries will be sent.').waitFor();
  await expectAccessible(page);
  await page.getByRole('dialog').getByRole('button', { name: 'Send again' }).click();
  await page.getByText('100 % · 3 deliveries queued').waitFor();
  await receiver.waitForCount(7);
  const bodies = receiver.calls.map(({ body }) => body);
  // The newest three of four; the oldest was left alone.
  expect(bodies.slice(4).sort()).toEqual(bodies.slice(1, 4).sort());
  await expect.poll(async () => (await area.native.list('/deliveries?state=failed')).length).toBe(1);
});

it('all that match are selected on whatever page, and cancelled', async () => {
  const { area, members, untilCount } = await slowArea();
  await members(['ada', 'grace'], 503, 'retrying');
  const page = await running.open(`/o/${area.key}/deliveries`);
  await page.getByRole('checkbox', { name: 'Select the page' }).click();
  const bar = page.getByRole('region', { name: 'Selected' });
  await bar.getByRole('button', { name: 'Select all that match' }).click();
  await bar.getByText('All that match are selected').waitFor();
  await bar.getByRole('button', { name: 'Cancel' }).click();
  await page.getByRole('dialog').getByText('2 deliveries will not be sent.').waitFor();
  await page.getByRole('dialog').getByRole('button', { name: 'Cancel deliveries' }).click();
  await untilCount('cancelled', 2);
});

it('is searched by words and ids, and shows tests where they are asked for', async () => {
  const { area, members, receiver } = await slowArea();
  await members(['ada'], 200, 'delivered');
  receiver.answer({ status: 418, body: 'a test answer' });
  await area.native.done('POST', `/webhooks/${receiver.webhook.id}/test`, {});
  const page = await running.open(`/o/${area.key}/deliveries`);
  const search = page.getByRole('textbox', { name: 'Search an id or event type' });
  await page
    .getByRole('link', { name: /^Delivered/ })
    .first()
    .waitFor();
  expect(await page.getByText('Test', { exact: true }).count()).toBe(0);

  await search.fill('package');
  await page.getByText('Nothing matches these filters').waitFor();
  expect(page.url()).toContain('q=package');
  const [delivery] = await area.native.list('/deliveries?type=member.created');
  await search.fill(delivery!.id);
  await page.getByRole('cell', { name: 'member.created', exact: true }).waitFor();
  expect(await page.getByRole('row').count()).toBe(2);
  await search.fill('');

  await page.getByRole('combobox', { name: 'Tests' }).click();
  await page.getByRole('option', { name: 'With tests' }).click();
  await page.getByRole('link', { name: /^Failed.*Test$/ }).waitFor();
  await page
    .getByRole('link', { name: /^Delivered/ })
    .first()
    .waitFor();
  expect(page.url()).toContain('test=in');
  await expectAccessible(page);
  await page.getByRole('combobox', { name: 'Tests' }).click();
  await page.getByRole('option', { name: 'Tests only' }).click();
  await expect.poll(() => page.getByRole('row').count()).toBe(2);
  await page.getByRole('link', { name: /^Failed.*Test$/ }).click();
  await page.getByRole('dialog').getByText('a test answer').waitFor();
  await page.getByRole('dialog').getByText('The receiver refused it').waitFor();
  await expectAccessible(page);
});

it('what matches cannot be sent again where only tests are shown, and the menu says why', async () => {
  const { area, members, receiver } = await slowArea();
  await members(['ada'], 404, 'failed');
  await area.native.done('POST', `/webhooks/${receiver.webhook.id}/test`, {});
  const page = await running.open(`/o/${area.key}/deliveries?test=only`);
  await page.getByRole('link', { name: /^Failed.*Test$/ }).waitFor();
  await page.getByRole('button', { name: 'Actions' }).click();
  const item = page.getByRole('menuitem', { name: /^Send again what matches …/ });
  await item.getByText('Only tests are shown, and a test is sent once.').waitFor();
  expect(await item.getAttribute('aria-disabled')).toBe('true');
  await item.click({ force: true });
  await page.keyboard.press('Enter');
  expect(await page.getByRole('dialog').count()).toBe(0);
  await item.waitFor();
});

it('a job under way shows its progress in the navigation, also after a reload, and its end', async () => {
  const { area, receiver, untilCount } = await slowArea();
  const { database } = running.bellwire;
  await area.native.done('PATCH', `/webhooks/${receiver.webhook.id}`, { format: 'standard' });
  receiver.answer({ status: 404 });
  const events = Array.from({ length: 600 }, (_, index) => ({
    type: 'order.paid',
    object: { type: 'order', id: `o${index}` },
    data: {},
  }));
  await area.native.done('POST', '/events', { events });
  await untilCount('failed', 600);
  const newest = await database.query<{ id: string }>({
    text: `select id from deliveries where organization_id = $1 order by id desc limit 1`,
    values: [area.id],
  });
  const page = await running.open(`/o/${area.key}/deliveries?status=failed`);
  const jobs = page.getByRole('navigation', { name: 'Console' }).getByRole('link', { name: /^Jobs/ });

  // The second batch has to wait for somebody who is at the last delivery.
  await database.transaction(async (tx) => {
    await tx.query({ text: 'select from deliveries where id = $1 for update', values: [newest[0]!.id] });
    await page.getByRole('button', { name: 'Actions' }).click();
    await page.getByRole('menuitem', { name: 'Send again what matches …' }).click();
    await page.getByRole('dialog').getByText('600 deliveries will be sent.').waitFor();
    await page.getByRole('dialog').getByRole('button', { name: 'Send again' }).click();
    await page.getByText('83 % · 500 deliveries queued').waitFor();
    await page.goto(`/o/${area.key}/webhooks`);
    await expect.poll(() => jobs.textContent(), { timeout: 10_000 }).toContain('83 %');
    await page.reload();
    await expect.poll(() => jobs.textContent(), { timeout: 10_000 }).toContain('83 %');
    await expectAccessible(page);
  });
  await page.getByText('Sending again: done, 600 deliveries queued.').waitFor();
  await expect.poll(() => jobs.textContent()).toBe('Jobs');
});
