import { describe, expect, it } from 'vitest';
import { expectAccessible } from './harness/accessible.ts';
import { testConsole } from './harness/console.ts';

const console_ = testConsole();
const hostile = '<script>alert(1)</script>\u202Egpj.exe\u0007';

describe('objects of a catalogue', () => {
  it('are made and edited by forms of their schema, and tell of it', async () => {
    const area = await console_.bellwire.organization();
    const receiver = await area.receiver();
    const page = await console_.open(`/o/${area.key}/objects/member`);
    await page.getByText('No members yet.').waitFor();
    await page.getByRole('button', { name: 'Make a member' }).click();
    await page.getByRole('heading', { name: 'New member' }).waitFor();
    await expectAccessible(page);

    // What the server refuses stands at its field; what was typed stays.
    await page.getByRole('button', { name: 'Create member' }).click();
    await expect.poll(() => page.locator('[aria-invalid="true"]').count()).toBeGreaterThan(0);
    await page.getByRole('textbox', { name: 'Username' }).fill('jdoe');
    await page.getByRole('textbox', { name: 'E-mail address' }).first().fill('jdoe@example.com');
    await page.getByRole('textbox', { name: 'Public name' }).fill('Jane');
    await page.getByRole('button', { name: 'Create member' }).click();
    await page.getByRole('heading', { name: /Jane|jdoe/ }).waitFor();
    await receiver.waitForCall(({ event }) => event === 'post-create');

    await page.getByRole('button', { name: 'Edit' }).click();
    await page.getByRole('textbox', { name: 'Public name' }).fill('Janet');
    await page.getByRole('button', { name: 'Save' }).click();
    const history = page.getByRole('region', { name: 'History' });
    await history.getByRole('cell', { name: 'updated' }).waitFor();
    await history.getByRole('cell', { name: 'display_name' }).waitFor();
    await history
      .getByRole('link', { name: /^Receiver .* Delivered/ })
      .first()
      .waitFor();
    await expectAccessible(page);
  });

  it('are found, lead to what hangs together with them, and are deleted with what goes along', async () => {
    const area = await console_.bellwire.organization();
    const { member } = await area.family();
    await area.member({ username: 'other', displayName: hostile });
    const page = await console_.open(`/o/${area.key}/objects/member`);
    await page.getByText('<script>alert(1)</script>⟨U+202E⟩gpj.exe␇').first().waitFor();
    await expectAccessible(page);
    await page.getByLabel('Search name or id').fill('nobody');
    await page.getByText('Nothing matches these filters.').waitFor();
    await page.getByRole('button', { name: 'Clear filters' }).click();

    await page.goto(`/o/${area.key}/objects/member/${member.id}`);
    await page.getByRole('link', { name: 'Applications (1)' }).click();
    await page.waitForURL(/under=member/);
    await page.getByRole('row').nth(1).getByRole('link').click();
    await page.getByRole('region', { name: 'Related' }).getByText('Member').waitFor();
    await page.getByRole('button', { name: 'Delete' }).click();
    await page.getByText(/^Deletes .*1 application.* There is no way back\.$/).waitFor();
    await page.getByRole('button', { name: 'Delete application' }).click();
    await page.getByText('Application deleted.').waitFor();
    expect((await area.saved()).objects.filter(({ type }) => type === 'application')).toEqual([]);
  });
});
