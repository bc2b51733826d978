import { describe, expect, it } from 'vitest';
import { expectAccessible } from './harness/accessible.ts';
import { testConsole } from './harness/console.ts';

const console_ = testConsole();

describe('the integration settings of Mashery', () => {
  it('are set, saved and obeyed: each ticked box is a call', async () => {
    const area = await console_.bellwire.organization();
    const receiver = await area.receiver();
    await area.native.done('DELETE', `/webhooks/${receiver.webhook.id}`);
    const page = await console_.open(`/o/${area.key}/mashery/integration`);
    await page.getByRole('button', { name: 'Switch event triggers on' }).waitFor();
    await expectAccessible(page);

    // What the server refuses stands at its field, and what was typed stays.
    await page.getByLabel('Endpoint URL').fill('not an address');
    await page.getByLabel('Before creating, User').check();
    await page.getByLabel('Time limit, in seconds').fill('soon');
    await page.getByRole('button', { name: 'Switch event triggers on' }).click();
    await page.getByText('Write a number of seconds.').waitFor();
    await page.getByLabel('Time limit, in seconds').fill('2');
    await page.getByRole('button', { name: 'Switch event triggers on' }).click();
    await expect.poll(() => page.getByLabel('Endpoint URL').getAttribute('aria-invalid')).toBe('true');
    await page.getByLabel('Endpoint URL').fill(`${receiver.root}/callbacks/`);
    const example = page.getByLabel('Example of a call');
    await example
      .getByText(`PUT ${receiver.root}/callbacks/v1/member/123456?event=post-create&txn=…`)
      .waitFor();

    // One box for a column, one for a row, one for all; mixed where some are ticked.
    await page.locator('[aria-label="All triggers"]:indeterminate').waitFor();
    await page.getByLabel('After updating, all').uncheck();
    expect(await page.getByLabel('After updating, Key', { exact: true }).isChecked()).toBe(false);
    await page.getByLabel('Package key, all').check();
    expect(await page.getByLabel('Before deleting, Package key').isChecked()).toBe(true);
    await page.getByText('Saves of users and package keys wait for this endpoint.').waitFor();
    await page.getByLabel('Refuse the change').check();
    await page.getByText(/\d+ changes not saved/).waitFor();
    await expectAccessible(page);

    await page.getByRole('button', { name: 'Switch event triggers on' }).click();
    await page.getByText('Copy the signing secret now. It is not shown again.').waitFor();
    await page.getByRole('button', { name: 'I have it' }).click();
    await page.getByRole('button', { name: 'Save', exact: true }).waitFor();
    const member = await area.member({ username: 'jdoe' });
    expect(member.username).toBe('jdoe');
    expect(receiver.calls.map(({ method, event }) => `${method} ${event}`)).toContain('POST pre-create');
    await receiver.waitForCall(
      ({ event, url }) => event === 'post-create' && url.startsWith('/callbacks/v1/member/'),
    );
  });

  it('lead to the events that were triggered, with what the endpoint decided', async () => {
    const area = await console_.bellwire.organization();
    const receiver = await area.receiver({ settings: { triggers: { member: { beforeCreate: true } } } });
    const page = await console_.open(`/o/${area.key}/mashery/integration`);

    receiver.answer(({ event }) => (event === 'pre-create' ? { body: { type: 'proceed' } } : {}));
    await area.member({ username: 'jdoe' });
    await receiver.waitForCall(({ event }) => event === 'post-create');

    // A refusal by the endpoint is refused to who asked, and stands among the recent events in words.
    receiver.answer(({ event }) =>
      event === 'pre-create' ? { body: { type: 'reject', message: 'Not <b>this</b> one' } } : {},
    );
    await expect(area.member({ username: 'other' })).rejects.toThrow();
    await page.getByRole('link', { name: 'Recently triggered events' }).click();
    await page.getByRole('heading', { name: 'Recently triggered events' }).waitFor();
    await page.getByRole('cell', { name: 'Let it pass' }).waitFor();
    await page.getByRole('cell', { name: /^Refused it: .*Not <b>this<\/b> one/ }).waitFor();
    await expectAccessible(page);

    await page.getByRole('combobox', { name: 'Calls' }).click();
    await page.getByRole('option', { name: 'After-calls' }).click();
    await page.getByRole('cell', { name: 'pre-create' }).first().waitFor({ state: 'detached' });
    await page.getByRole('link', { name: 'post-create' }).first().click();
    const dialog = page.getByRole('dialog', { name: 'Triggered event' });
    await dialog.getByText(/PUT http:.*\/v1\/member\/[\w-]+\?event=post-create&txn=/).waitFor();
    await dialog.getByText('200 OK').waitFor();
    await expectAccessible(page);
    await page.keyboard.press('Escape');
    await dialog.waitFor({ state: 'hidden' });
  });

  it('are changed one by one, and leave the rest as it was', async () => {
    const area = await console_.bellwire.organization();
    const { webhook } = await area.receiver({ settings: { encoding: 'form', bodyOnDelete: false } });
    const page = await console_.open(`/o/${area.key}/mashery/integration`);
    await page.getByLabel('POST with X-HTTP-Method-Override instead of PUT and DELETE').check();
    await page.getByText('1 change not saved').waitFor();
    await page.getByRole('button', { name: 'Save', exact: true }).click();
    await page.getByText('The integration settings are saved.').waitFor();
    const { settings } = await area.native.done('GET', `/webhooks/${webhook.id}`);
    expect(settings).toEqual({ ...webhook.settings, methodOverride: true });
    expect(settings.encoding).toBe('form');
  });
});
