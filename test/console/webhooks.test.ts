import { expect, it } from 'vitest';
import { readCloudEvent } from '../harness/cloud-events.ts';
import { startReceiver } from '../harness/receiver.ts';
import { expectAccessible } from './harness/accessible.ts';
import { testConsole } from './harness/console.ts';

const running = testConsole();

it('is added, tested by a change, edited, switched off and on, given a new secret, and deleted', async () => {
  const area = await running.bellwire.organization();
  const { key, native } = area;
  const receiver = await startReceiver();
  const page = await running.open(`/o/${key}/webhooks`);
  await page.getByText('No webhooks. A webhook is an address').waitFor();

  // Wrong first: the server's words stand at the field, and what was typed stays.
  await page.getByRole('button', { name: 'Webhook', exact: true }).click();
  // The search of the list that is being left is called by the same words.
  await page.getByRole('heading', { name: 'New webhook', level: 1 }).waitFor();
  await page.getByLabel('Name').fill('Billing');
  await page.getByLabel('URL').fill('ftp://example');
  await page.getByRole('button', { name: 'Save' }).click();
  const url = page.getByRole('textbox', { name: 'URL' });
  await expect.poll(() => url.getAttribute('aria-invalid')).toBe('true');
  expect(await page.getByLabel('Name').inputValue()).toBe('Billing');
  await expectAccessible(page);

  await url.fill(`${receiver.root}/hooks`);
  await page.getByRole('button', { name: 'Save' }).click();
  await page.getByText('Copy the signing secret now.').waitFor();
  expect(await page.getByRole('dialog').locator('code').textContent()).toMatch(/^whsec_/);
  await expectAccessible(page);
  await page.getByRole('button', { name: 'I have it' }).click();
  await page.getByRole('heading', { name: 'Billing', level: 1 }).waitFor();
  await page.getByText('Nothing was sent to it yet.').waitFor();

  await area.member();
  await receiver.waitForCount(1);
  await page.getByRole('link', { name: 'Delivered' }).waitFor();
  await expectAccessible(page);

  receiver.answer({ status: 202, body: { taken: 'as a test' } });
  await page.getByRole('button', { name: 'Send test' }).click();
  await page.getByRole('dialog').getByRole('button', { name: 'Send test' }).click();
  await page.getByText(/^202 Accepted in /).waitFor();
  await page.getByText('as a test').waitFor();
  await receiver.waitForCount(2);
  await expectAccessible(page);
  await page.keyboard.press('Escape');

  await page.getByRole('button', { name: 'Edit' }).click();
  await page.getByRole('button', { name: 'Advanced' }).click();
  await page.getByLabel('Retries').fill('5 s, 1 min');
  await page.getByText('3 attempts: at once, then after 5.0 s, 1 min.').waitFor();
  await page.getByRole('button', { name: 'Header', exact: true }).click();
  await page.getByLabel('Name of header 1').fill('x-key');
  await page.getByLabel('Value of header 1').fill('a secret');
  await expectAccessible(page);
  await page.getByRole('button', { name: 'Update Webhook' }).click();
  await page.getByRole('heading', { name: 'Billing', level: 1 }).waitFor();
  await page.getByText('x-key').waitFor();
  expect(await page.content()).not.toContain('a secret');
  const [saved] = (await native.done('GET', '/webhooks')).items;
  expect(saved).toMatchObject({ policy: { retryDelaysMs: [5000, 60_000] }, headerNames: ['x-key'] });

  await page.getByRole('switch', { name: 'Billing is on' }).click({ force: true });
  await page.getByRole('dialog', { name: 'Switch off Billing?' }).waitFor();
  await page.getByRole('button', { name: 'Switch off' }).click();
  await page.getByRole('switch', { name: 'Billing is on', checked: false }).waitFor();
  await page.getByRole('switch', { name: 'Billing is on' }).click({ force: true });
  await page.getByRole('switch', { name: 'Billing is on', checked: true }).waitFor();

  await page.getByRole('button', { name: 'Rotate secret' }).click();
  await page.getByRole('button', { name: 'Make a new secret' }).click();
  expect(await page.getByRole('dialog').locator('code').textContent()).toMatch(/^whsec_/);
  await page.getByRole('button', { name: 'I have it' }).click();
  await page.getByText(/the old one signs too until/).waitFor();

  await page.getByRole('button', { name: 'Delete', exact: true }).click();
  await page.getByRole('button', { name: 'Delete webhook' }).click();
  await page.getByText('This is not the name.').waitFor();
  await page.getByLabel('Type the name to go on').fill('Billing');
  await expectAccessible(page);
  await page.getByRole('button', { name: 'Delete webhook' }).click();
  await page.getByText('No webhooks. A webhook is an address').waitFor();
  expect((await native.done('GET', '/webhooks')).items).toEqual([]);
  await receiver.close();
});

it('can have the format cloudevents, in binary mode and with a prefix', async () => {
  const area = await running.bellwire.organization();
  const { webhook, ...receiver } = await area.receiver({ name: 'Billing' });
  const page = await running.open(`/o/${area.key}/webhooks/${webhook.id}/settings`);
  await page.getByRole('button', { name: 'Advanced' }).click();
  await page.getByRole('combobox', { name: 'Format' }).click();
  await page.getByRole('option', { name: 'cloudevents' }).click();
  await page.getByText('The signature covers everything.').waitFor();
  await page.getByRole('combobox', { name: 'Mode' }).click();
  await page.getByRole('option', { name: /^Binary/ }).click();
  const prefix = page.getByRole('textbox', { name: 'Prefix of types' });
  await prefix.fill('Com Example');
  await page.getByRole('button', { name: 'Update Webhook' }).click();
  await expect.poll(() => prefix.getAttribute('aria-invalid')).toBe('true');
  await expectAccessible(page);
  await prefix.fill('com.example');
  await page.getByRole('button', { name: 'Update Webhook' }).click();
  await page.getByText('cloudevents, binary, com.example').waitFor();

  await page.getByRole('button', { name: 'Send test' }).click();
  await page.getByRole('dialog').getByRole('button', { name: 'Send test' }).click();
  const [call] = await receiver.waitForCount(1);
  expect(readCloudEvent(call!)).toMatchObject({
    mode: 'binary',
    attributes: { type: expect.stringMatching(/^com\.example\./) },
  });
});

it('goes to another server only with its headers and its credentials given again', async () => {
  const { key, native } = await running.bellwire.organization();
  const { id } = await native.done('POST', '/webhooks', {
    name: 'Billing',
    url: 'http://127.0.0.1:8999/a',
    headers: { 'x-key': 'the old one' },
    credentials: { type: 'bearer', token: 'the old one' },
  });
  const page = await running.open(`/o/${key}/webhooks/${id}/settings`);
  await page.getByLabel('URL').fill('http://127.0.0.1:8998/a');
  await page.getByRole('button', { name: 'Update Webhook' }).click();
  const words = page.getByText('Must be given again or removed: the URL is that of another server.');
  await expect.poll(() => words.count()).toBe(2);
  const signIn = page.getByRole('combobox', { name: 'Sign in to the receiver' });
  await expect.poll(() => signIn.getAttribute('aria-invalid')).toBe('true');
  await expectAccessible(page);
  await page.getByLabel('Value of header 1').fill('a new one');
  await signIn.click();
  await page.getByRole('option', { name: 'Without' }).click();
  await page.getByRole('button', { name: 'Update Webhook' }).click();
  await page.getByRole('heading', { name: 'Billing', level: 1 }).waitFor();
  expect(await native.done('GET', `/webhooks/${id}`)).toMatchObject({
    url: 'http://127.0.0.1:8998/a',
    headerNames: ['x-key'],
    credentials: null,
  });
});

it('is found by name and state, with both in the address', async () => {
  const { key, native } = await running.bellwire.organization();
  await native.done('POST', '/webhooks', { name: 'Billing', url: 'http://127.0.0.1:8999/a' });
  await native.done('POST', '/webhooks', { name: 'Audit', url: 'http://127.0.0.1:8999/b', enabled: false });
  const page = await running.open(`/o/${key}/webhooks`);
  await page.getByRole('link', { name: 'Billing' }).waitFor();
  await page.getByLabel('Search name or URL').fill('aud');
  await expect.poll(() => page.getByRole('row').count()).toBe(2);
  expect(page.url()).toContain('?q=aud');
  await page.goto(`/o/${key}/webhooks?state=off`);
  await page.getByRole('link', { name: 'Audit', exact: true }).waitFor();
  expect(await page.getByRole('link', { name: 'Billing' }).count()).toBe(0);
  await expectAccessible(page);
});

it('cannot be changed by a viewer, who is told why', async () => {
  const { key, native } = await running.bellwire.organization();
  await native.done('POST', '/webhooks', { name: 'Billing', url: 'http://127.0.0.1:8999/a' });
  const { token } = await running.bellwire.native.done('POST', '/tokens', {
    name: 'watcher',
    role: 'viewer',
    organizations: [key],
  });
  const page = await running.open(`/o/${key}/webhooks`, token);
  const add = page.getByRole('button', { name: 'Webhook', exact: true });
  await add.waitFor();
  expect(await add.getAttribute('aria-description')).toBe(
    'Your role is viewer. Adding a webhook needs editor.',
  );
  await add.click({ force: true });
  expect(page.url()).toContain(`/o/${key}/webhooks`);
  await page.mouse.move(0, 0);
  await page.keyboard.press('Escape');
  await expect.poll(() => page.getByRole('tooltip').count()).toBe(0);
  await expectAccessible(page);
});

it('that somebody else changed meanwhile is shown, and only then saved over', async () => {
  const area = await running.bellwire.organization();
  const { webhook } = await area.receiver({ name: 'Billing' });
  const page = await running.open(`/o/${area.key}/webhooks/${webhook.id}/settings`);
  const url = page.getByRole('textbox', { name: 'URL' });
  await url.fill(`${webhook.url}/mine`);
  await area.native.done('PATCH', `/webhooks/${webhook.id}`, { name: 'Invoices', enabled: true });
  await page.getByRole('button', { name: 'Update Webhook' }).click();

  const { updatedBy } = await area.native.done('GET', `/webhooks/${webhook.id}`);
  await page.getByText(/^Somebody changed this at .*Yours is kept below\.$/).waitFor();
  await page.getByRole('alert').getByText(`(${updatedBy})`).waitFor();
  expect(await url.inputValue()).toBe(`${webhook.url}/mine`);
  await page.getByRole('button', { name: 'Show theirs' }).click();
  const differences = page.getByRole('region', { name: 'Theirs and yours' });
  expect(await differences.getByRole('row').allTextContents()).toEqual([
    'FieldTheirsYours',
    'NameInvoicesBilling',
    `URL${webhook.url}${webhook.url}/mine`,
  ]);
  await expectAccessible(page);

  // Theirs stays where mine changed nothing.
  await page.getByRole('button', { name: 'Save mine' }).click();
  await page.getByRole('heading', { name: 'Invoices', level: 1 }).waitFor();
  expect(await area.native.done('GET', `/webhooks/${webhook.id}`)).toMatchObject({
    name: 'Invoices',
    url: `${webhook.url}/mine`,
    version: webhook.version + 2,
  });
});
