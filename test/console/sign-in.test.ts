import { describe, expect, it } from 'vitest';
import { expectAccessible } from './harness/accessible.ts';
import { testConsole } from './harness/console.ts';

const console_ = testConsole();

describe('signing in', () => {
  it('takes a token, refuses a wrong one at the field, and leads to where one wanted to go', async () => {
    const page = await console_.openSignedOut('/tokens');
    await page.waitForURL(/\/signin\?to=/);
    await page.getByLabel('Token', { exact: true }).last().fill('bwt_wrong');
    await page.getByRole('button', { name: 'Sign in' }).click();
    await page.getByText('This token is not valid, or it was revoked.').waitFor();
    await expectAccessible(page);

    await page.getByLabel('Token', { exact: true }).last().fill(console_.bellwire.adminToken);
    await page.getByRole('button', { name: 'Sign in' }).click();
    await page.getByRole('heading', { name: 'Tokens', level: 1 }).waitFor();
    const kept = await page.evaluate<string>(
      'JSON.stringify([{ ...localStorage }, { ...sessionStorage }, document.cookie])',
    );
    expect(kept).not.toContain('bwt_');
    expect(kept).not.toContain('bellwire-session');
  });

  it('ends with signing out, also for whoever has the address', async () => {
    const page = await console_.open('/orgs');
    await page.getByRole('button', { name: /^Account: / }).click();
    await page.getByRole('menuitem', { name: 'Sign out' }).click();
    await page.waitForURL(/\/signin/);
    await page.goto('/orgs');
    await page.waitForURL(/\/signin/);
  });
});
