import { expect, it } from 'vitest';
import { expectAccessible } from './harness/accessible.ts';
import { testConsole } from './harness/console.ts';

const running = testConsole();

it('is found by its failure, explained, and sent again when the receiver is mended', async () => {
  const area = await running.bellwire.organization();
  const receiver = await area.receiver({ name: 'Billing' });
  receiver.answer({ status: 404, body: 'no such path' });
  await area.member({ username: 'ada' });
  await receiver.waitForCount(1);
  const page = await running.open(`/o/${area.key}/deliveries`);

  await page.getByRole('button', { name: 'Failed' }).click();
  await page.getByRole('cell', { name: '404 Not Found' }).waitFor();
  expect(page.url()).toContain('?status=failed');
  await expectAccessible(page);

  await page.getByRole('link', { name: /^Failed/ }).click();
  await page.getByText('The receiver refused it: 404 Not Found.').first().waitFor();
  await page.getByText('Check the path of the URL').waitFor();
  await page.getByText('no such path').waitFor();
  await expectAccessible(page);

  receiver.answer({ status: 200, body: { taken: true } });
  await page.getByRole('button', { name: 'Resend' }).click();
  await expectAccessible(page);
  await page.getByRole('dialog').getByRole('button', { name: 'Resend' }).click();
  await receiver.waitForCount(2);
  await page.getByText('It arrived: the receiver answered 200.').waitFor();
  await page.getByRole('link', { name: /^2 · / }).waitFor();
  expect(receiver.calls[1]!.body).toBe(receiver.calls[0]!.body);

  await page.getByRole('link', { name: 'Back to the list' }).click();
  await page.getByText('Nothing matches these filters in the last 24 hours.').waitFor();
});

it('is given up while it waits, and says by whom', async () => {
  const area = await running.bellwire.organization();
  // It waits for as long as this takes: what is being sent cannot be given up.
  const receiver = await area.receiver({ name: 'Billing', policy: { retryDelaysMs: [3_600_000] } });
  receiver.answer({ status: 503, body: 'later' });
  await area.member({ username: 'ada' });
  await receiver.waitForCount(1);
  const page = await running.open(`/o/${area.key}/deliveries?status=retrying`);
  await page.getByRole('link', { name: /^Retrying/ }).click();
  await page.getByText('The receiver answered 503 Service Unavailable.').first().waitFor();
  await page.getByRole('button', { name: 'Cancel delivery' }).click();
  await page.getByRole('dialog').getByRole('button', { name: 'Cancel delivery' }).click();
  await page.getByText(/^Given up by .+\.$/).waitFor();
  expect(await page.getByRole('button', { name: 'Cancel delivery' }).count()).toBe(0);
});

it('is recovered with many others by a job that counts first and outlives a reload', async () => {
  const area = await running.bellwire.organization();
  const receiver = await area.receiver({ name: 'Billing' });
  receiver.answer({ status: 404 });
  for (const username of ['ada', 'grace', 'joan']) await area.member({ username });
  await receiver.waitForCount(3);
  const page = await running.open(`/o/${area.key}/deliveries?status=failed`);
  await expect.poll(() => page.getByRole('row').count()).toBe(4);
  receiver.answer({ status: 200 });

  await page.getByRole('button', { name: 'Actions' }).click();
  await page.getByRole('menuitem', { name: 'Recover what failed …' }).click();
  await page.getByText('3 deliveries will be sent.').waitFor();
  await expectAccessible(page);
  await page.getByRole('button', { name: 'Recover', exact: true }).click();
  await page.waitForURL(/\/jobs\/[0-9a-f-]{36}$/);
  await page.getByText('100 % · 3 deliveries queued').waitFor();
  await receiver.waitForCount(6);
  await page.reload();
  await page.getByText('100 % · 3 deliveries queued').waitFor();
  await expectAccessible(page);

  await page.getByRole('navigation', { name: 'Console' }).getByRole('link', { name: 'Jobs' }).click();
  await page.getByRole('link', { name: 'Recovering what failed' }).waitFor();
  await expectAccessible(page);
});
