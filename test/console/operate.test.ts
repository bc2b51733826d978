import { expect, it } from 'vitest';
import { expectAccessible } from './harness/accessible.ts';
import { testConsole } from './harness/console.ts';

const running = testConsole();

it('shows operators nodes, what waits and the database, and nobody else', async () => {
  const area = await running.bellwire.organization();
  const receiver = await area.receiver({ name: 'Billing' });
  receiver.answer({ status: 503 });
  await area.member({ username: 'ada' });
  await receiver.waitForCount(1);
  const page = await running.open('/operate');
  await page.getByRole('heading', { name: '1 node' }).waitFor();
  await page.getByRole('row', { name: /^later/ }).waitFor();
  await page.getByRole('heading', { name: 'Log by day' }).waitFor();
  await expectAccessible(page);

  const { token } = await running.bellwire.native.done('POST', '/tokens', {
    name: 'watcher',
    role: 'viewer',
    organizations: [area.key],
  });
  const other = await running.open('/orgs', token);
  expect(await other.getByRole('link', { name: 'Operate' }).count()).toBe(0);
  await other.goto('/operate');
  await other.getByText('The installation could not be looked at.').waitFor();
});
