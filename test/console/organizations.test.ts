import { expect, it } from 'vitest';
import { expectAccessible } from './harness/accessible.ts';
import { testConsole } from './harness/console.ts';

const running = testConsole();

it('is made, set, given credentials, and deleted', async () => {
  const page = await running.open('/orgs');
  await expectAccessible(page);
  await page.getByRole('button', { name: 'Organization', exact: true }).click();
  await page.getByLabel('Name').fill('Café Travel');
  expect(await page.getByLabel('Key').inputValue()).toBe('cafe-travel');
  await page.getByRole('button', { name: 'Create organization' }).click();
  await page.getByText('Dialect').first().waitFor();
  await expectAccessible(page);
  await page.getByRole('radio', { name: 'Mashery' }).check();
  await page.getByRole('button', { name: 'Create organization' }).click();
  await page.waitForURL('**/o/cafe-travel');

  await page.getByRole('navigation', { name: 'Console' }).getByRole('link', { name: 'Settings' }).click();
  await page.getByLabel('Log is kept for (days)').fill('4000');
  await page.getByRole('button', { name: 'Save settings' }).click();
  await expect
    .poll(() => page.getByLabel('Log is kept for (days)').getAttribute('aria-invalid'))
    .toBe('true');
  await page.getByLabel('Log is kept for (days)').fill('45');
  await page.getByRole('button', { name: 'Save settings' }).click();
  await page.getByText('The settings are saved.').waitFor();
  const { settings } = await running.bellwire.native.done('GET', '/organizations/cafe-travel');
  expect(settings.retentionDays).toBe(45);

  await page.getByRole('button', { name: 'Credential', exact: true }).click();
  await page.getByRole('textbox', { name: 'API key' }).fill('acme-key');
  await page.getByRole('button', { name: 'Create credential' }).click();
  await page.getByText('Copy the shared secret now.').waitFor();
  await page.getByRole('button', { name: 'I have it' }).click();
  await page.getByRole('cell', { name: 'acme-key', exact: true }).waitFor();
  await expectAccessible(page);

  await page.getByRole('button', { name: 'Delete organization' }).click();
  await page.getByLabel('Type the key to go on').fill('cafe-travel');
  await page.getByRole('dialog').getByRole('button', { name: 'Delete organization' }).click();
  await page.waitForURL('**/orgs');
  await expect
    .poll(async () => (await running.bellwire.native.ask('GET', '/organizations/cafe-travel')).status)
    .toBe(404);
});

it('is found among more than a page shows: on its page, in the switch, in the palette and in the audit log', async () => {
  const { native } = running.bellwire;
  const wanted = await native.done('POST', '/organizations', {
    key: 'needle',
    name: 'Needle Works',
    dialect: 'apigee',
  });
  for (let index = 0; index < 205; index += 1) {
    const key = `hay-${index}`;
    await native.done('POST', '/organizations', { key, name: `Hay ${index}`, dialect: 'apigee' });
  }
  const page = await running.open('/orgs');
  await page.getByRole('textbox', { name: 'Search organizations' }).fill('needle w');
  await page.getByRole('cell', { name: wanted.key, exact: true }).waitFor();
  expect(await page.getByRole('row').count()).toBe(2);
  await page.getByRole('textbox', { name: 'Search organizations' }).fill('nowhere');
  await page.getByText('No organization of that name or key.').waitFor();
  await expectAccessible(page);

  await page.goto('/o/hay-7/webhooks');
  await page.getByRole('button', { name: 'Organization: Hay 7' }).click();
  await page.getByText('There are more. Search for one.').waitFor();
  await page.getByRole('textbox', { name: 'Search organizations' }).fill('nowhere');
  await page.getByText('Nothing of that name').waitFor();
  await page.getByRole('textbox', { name: 'Search organizations' }).fill('NEEDLE');
  await page.getByRole('menuitem', { name: /Needle Works/ }).click();
  await page.waitForURL('**/o/needle/webhooks');

  await page.goto('/o/hay-7');
  await page.getByRole('button', { name: 'Go to' }).click();
  await page.getByRole('combobox', { name: 'Where to' }).fill('works apigee');
  await page.getByRole('option', { name: /Needle Works/ }).waitFor();

  await page.goto('/audit?after=00000000-0000-7000-8000-000000000000');
  await page.getByRole('link', { name: 'Needle Works' }).first().waitFor();
});

it('is not loaded for ever where there is none of its key, or no type of that name', async () => {
  const page = await running.open('/o/nope/settings');
  for (const path of ['settings', 'webhooks/new', 'objects/member/new', 'deliveries']) {
    await page.goto(`/o/nope/${path}`);
    await page.getByRole('heading', { name: 'No such organization', level: 1 }).waitFor();
  }
  await expectAccessible(page);
  await page.getByRole('link', { name: 'To the organizations' }).click();
  await page.getByRole('heading', { name: 'Organizations', level: 1 }).waitFor();

  const area = await running.bellwire.organization();
  for (const path of ['nope', 'nope/new', 'nope/1/edit']) {
    await page.goto(`/o/${area.key}/objects/${path}`);
    await page.getByText('There is no type nope here.').waitFor();
  }
  await expectAccessible(page);
  await page.getByRole('link', { name: 'To the objects' }).click();
  await page.waitForURL(`**/o/${area.key}/objects`);
});

it('says that it could not be loaded, and is loaded when it can be', async () => {
  const area = await running.bellwire.organization();
  const page = await running.open('/orgs');
  await page.route(`**/api/v1/organizations/${area.key}`, (route) =>
    route.fulfill({ status: 500, body: '{}' }),
  );
  await page.goto(`/o/${area.key}/settings`);
  await page.getByText('The organization could not be loaded.').waitFor();
  await page.unroute(`**/api/v1/organizations/${area.key}`);
  await page.getByRole('button', { name: 'Try now' }).click();
  await page.getByRole('button', { name: 'Save settings' }).waitFor();
});

it('offers a viewer nothing that is refused, and says why', async () => {
  const area = await running.bellwire.organization();
  const { webhook } = await area.receiver({ name: 'Billing' });
  const { token } = await running.bellwire.native.done('POST', '/tokens', {
    name: 'watcher',
    role: 'viewer',
    organizations: [area.key],
  });
  const page = await running.open(`/o/${area.key}/settings`, token);
  const refused: string[] = [];
  page.on('response', (answer) => {
    if (answer.status() === 403) refused.push(answer.url());
  });
  const reason = (name: string) =>
    page.getByRole('button', { name, exact: true }).getAttribute('aria-description');
  expect(await reason('Save settings')).toBe(
    'Your role is viewer. Changing the settings needs administrator.',
  );
  // Nor is it saved by Enter.
  await page.getByRole('textbox', { name: 'Name' }).press('Enter');
  await page.getByText('Your role is viewer. Managing credentials needs administrator.').waitFor();
  expect(await page.getByRole('link', { name: 'Audit log' }).count()).toBe(0);
  await expectAccessible(page);

  await page.goto('/tokens');
  await page.getByText('Your role is viewer. Managing tokens needs administrator.').waitFor();
  expect(await reason('Token')).toBe('Your role is viewer. Managing tokens needs administrator.');
  await expectAccessible(page);
  await page.goto(`/o/${area.key}/webhooks/${webhook.id}/settings`);
  await page.getByRole('button', { name: 'Update Webhook' }).waitFor();
  expect(await reason('Update Webhook')).toBe('Your role is viewer. Changing webhooks needs editor.');
  await page.goto(`/o/${area.key}/objects/member/new`);
  await page.getByRole('button', { name: 'Create member' }).waitFor();
  expect(await reason('Create member')).toBe('Your role is viewer. Changing members needs editor.');
  await page.goto(`/o/${area.key}/mashery/integration`);
  await page.getByRole('button', { name: 'Save', exact: true }).waitFor();
  expect(await reason('Save')).toBe('Your role is viewer. Changing the integration needs editor.');
  await expectAccessible(page);
  expect(refused).toEqual([]);
});

it('is made and deleted by those alone who may see all of them', async () => {
  const area = await running.bellwire.organization();
  const { token } = await running.bellwire.native.done('POST', '/tokens', {
    name: 'tenant',
    role: 'administrator',
    organizations: [area.key],
  });
  const page = await running.open('/orgs', token);
  const reason = async (name: string) => {
    const button = page.getByRole('button', { name, exact: true });
    await button.waitFor();
    return button.getAttribute('aria-description');
  };
  const all = 'needs an administrator of all of them.';
  expect(await reason('Organization')).toBe(`You may see some organizations. Making an organization ${all}`);
  await page.goto('/orgs/new');
  expect(await reason('Create organization')).toContain(all);
  await page.goto(`/o/${area.key}/settings`);
  expect(await reason('Delete organization')).toContain(all);
  expect(await reason('Save settings')).toBe(null);
  await expectAccessible(page);

  await page.goto('/tokens');
  await page.getByRole('button', { name: 'Token', exact: true }).click();
  await page.getByRole('textbox', { name: 'Name' }).fill('script');
  await page.getByRole('button', { name: 'Create token' }).click();
  await page.getByText('Name at least one: you may not see all of them.').waitFor();
  await page.getByRole('textbox', { name: 'Organizations' }).fill(area.key);
  await page.getByRole('button', { name: 'Create token' }).click();
  await page.getByRole('button', { name: 'I have it' }).click();
});

it('has tokens that are shown once and can be revoked', async () => {
  const page = await running.open('/tokens');
  await page.getByRole('button', { name: 'Token', exact: true }).click();
  await page.getByRole('textbox', { name: 'Name' }).fill('deploy script');
  await page.getByRole('button', { name: 'Create token' }).click();
  const token = (await page.getByRole('dialog').locator('code').textContent()) ?? '';
  expect(token).toMatch(/^bwt_/);
  expect((await running.bellwire.native.as(token).ask('GET', '/me')).body).toMatchObject({ role: 'viewer' });
  // It is not lost by a key too many, and is copied also where the browser has no clipboard, as on plain http.
  await page.keyboard.press('Escape');
  await page.evaluate(() => Object.defineProperty(navigator, 'clipboard', { value: undefined }));
  await page.getByRole('button', { name: 'Copy the token' }).click();
  await page.getByRole('dialog').getByText('Copied').waitFor();
  await page.evaluate(() => {
    document.execCommand = () => false;
  });
  await page.getByRole('button', { name: 'Copy the token' }).click();
  await page.getByText('The browser did not copy it.').waitFor();
  await expectAccessible(page);
  await page.getByRole('button', { name: 'I have it' }).click();
  await expectAccessible(page);
  await page.getByRole('button', { name: 'Revoke deploy script' }).click();
  await page.getByRole('button', { name: 'Revoke token' }).click();
  await page.getByText('The token is revoked.').waitFor();
  expect((await running.bellwire.native.as(token).ask('GET', '/me')).status).toBe(401);
});
