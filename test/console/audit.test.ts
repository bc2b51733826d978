import { expect, it } from 'vitest';
import { expectAccessible } from './harness/accessible.ts';
import { testConsole } from './harness/console.ts';

const running = testConsole();

it('shows who did what in an organization, by kind, by person and by thing, all in the address', async () => {
  const area = await running.bellwire.organization();
  const { key, native } = area;
  const page = await running.open(`/o/${key}/settings`);
  const tabs = page.getByRole('navigation', { name: 'Settings' });
  await tabs.getByRole('link', { name: 'Audit log' }).click();
  await page.getByRole('heading', { name: 'Audit log', level: 1 }).waitFor();
  expect(page.url()).toContain(`/o/${key}/settings/audit`);
  await page.getByRole('cell', { name: 'Organization made' }).waitFor();

  const { token } = await running.bellwire.native.done('POST', '/tokens', {
    name: 'ana',
    role: 'editor',
    organizations: [key],
  });
  const webhook = await native.done('POST', '/webhooks', { name: 'Billing', url: 'http://127.0.0.1:8999/a' });
  await native.as(token).done('PATCH', `/webhooks/${webhook.id}`, {
    url: 'http://127.0.0.1:8999/b',
    headers: { 'x-key': 'hush' },
  });
  await page.reload();
  const changed = page.getByRole('row', { name: /ana Webhook changed Billing/ });
  await changed.getByText('url: http://127.0.0.1:8999/a → http://127.0.0.1:8999/b').waitFor();
  await changed.getByText('headers: – → x-key').waitFor();
  expect(await page.content()).not.toContain('hush');
  await expectAccessible(page);

  await page.getByRole('combobox', { name: 'What' }).click();
  await page.getByRole('option', { name: 'Webhooks' }).click();
  const rows = page.getByRole('row');
  await expect.poll(() => rows.count()).toBe(3);
  expect(page.url()).toContain('?kind=webhooks');

  await changed.getByRole('link', { name: 'ana' }).click();
  await expect.poll(() => rows.count()).toBe(2);
  expect(page.url()).toContain('kind=webhooks&actor=token:');
  await expectAccessible(page);
  await page.getByRole('button', { name: 'By ana: show all' }).click();
  await expect.poll(() => rows.count()).toBe(3);

  // From a thing to its history, and from an entry to the thing.
  await changed.getByRole('link', { name: 'Billing' }).click();
  await page.getByRole('heading', { name: 'Billing', level: 1 }).waitFor();
  await page.getByRole('link', { name: 'All changes' }).click();
  await page.getByRole('button', { name: 'Of one thing: show all' }).waitFor();
  await expect.poll(() => rows.count()).toBe(3);

  await page.goto(`/o/${key}/settings/audit?kind=erasing`);
  await page.getByText('Nothing matches these filters.').waitFor();
  await expectAccessible(page);
  await page.getByRole('button', { name: 'Clear filters' }).click();
  await page.getByRole('cell', { name: 'Organization made' }).waitFor();
});

it('is turned in pages', async () => {
  const { key, native } = await running.bellwire.organization();
  for (let count = 1; count <= 30; count += 1) {
    await native.done('PATCH', '', { name: `Name ${count}` });
    await native.done('PUT', '/event-types/a.b', { title: `Title ${count}`, schema: { type: 'object' } });
  }
  const page = await running.open(`/o/${key}/settings/audit`);
  await page.getByText('name: Name 29 → Name 30').waitFor();
  expect(await page.getByRole('row').count()).toBe(51);
  await page.getByRole('button', { name: 'Older' }).click();
  await page.getByRole('cell', { name: 'Organization made' }).waitFor();
  expect(page.url()).toContain('?before=');
  await page.getByRole('button', { name: 'Newer' }).click();
  await page.getByText('name: Name 29 → Name 30').waitFor();
  expect(await page.getByRole('row').count()).toBe(51);
  await page.getByRole('button', { name: 'Newer' }).click();
  await expect.poll(() => page.url()).not.toContain('?');
  await page.getByText('name: Name 29 → Name 30').waitFor();
});

it('shows whatever somebody was called as text', async () => {
  const { key } = await running.bellwire.organization();
  const name = '<img src=x onerror=alert(1)>\u202eevil';
  await running.bellwire.native.done('POST', '/tokens', { name, role: 'viewer', organizations: [key] });
  const page = await running.open(`/o/${key}/settings/audit`);
  await page.getByText('<img src=x onerror=alert(1)>⟨U+202E⟩evil').waitFor();
  expect(await page.locator('main img').count()).toBe(0);
});

it('shows the whole installation to its operators, and nothing to who is no administrator', async () => {
  const { key } = await running.bellwire.organization();
  const page = await running.open('/orgs');
  await page.getByRole('navigation').getByRole('link', { name: 'Audit log' }).click();
  await page.getByRole('heading', { name: 'Audit log', level: 1 }).waitFor();
  // Signing in to this page was the last thing that was done.
  await page.getByRole('row').nth(1).getByText('Signed in').waitFor();
  await page
    .getByRole('row', { name: /Organization made/ })
    .first()
    .waitFor();
  await expectAccessible(page);

  const { token } = await running.bellwire.native.done('POST', '/tokens', {
    name: 'watcher',
    role: 'editor',
    organizations: [key],
  });
  const other = await running.open(`/o/${key}/settings/audit`, token);
  await other.getByText('The entries could not be loaded.').waitFor();
  expect(await other.getByRole('navigation').getByRole('link', { name: 'Audit log' }).count()).toBe(0);
  await expectAccessible(other);
});
