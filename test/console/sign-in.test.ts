import { describe, expect, it } from 'vitest';
import { createSignInLink } from '../../src/access/sessions/sign-in-link.ts';
import { systemClock } from '../../src/base/clock.ts';
import { createIds } from '../../src/base/ids.ts';
import { linkTo } from '../../src/cli/sign-in-link.ts';
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

  it.each([
    ['a tab', '/%09/evil.example/x'],
    ['a dot', '/.//evil.example/x'],
  ])('never leads to another host, whatever is written into the link: %s', async (_, to) => {
    const page = await console_.openSignedOut(`/signin?to=${to}`);
    const hosts: string[] = [];
    page.on('request', (request) => hosts.push(new URL(request.url()).host));
    await page.getByLabel('Token', { exact: true }).last().fill(console_.bellwire.adminToken);
    await page.getByRole('button', { name: 'Sign in' }).click();
    await page.getByRole('heading', { name: 'Organizations', level: 1 }).waitFor();
    expect(new Set(hosts)).toEqual(new Set([new URL(console_.bellwire.url).host]));
  });

  it('ends with signing out, also for whoever has the address', async () => {
    const page = await console_.open('/orgs');
    await page.getByRole('button', { name: /^Account: / }).click();
    await page.getByRole('menuitem', { name: 'Sign out' }).click();
    await page.waitForURL(/\/signin/);
    await page.goto('/orgs');
    await page.waitForURL(/\/signin/);
  });

  it('says that nobody was signed out where that failed, and tries again', async () => {
    const page = await console_.open('/orgs');
    let refused = 0;
    await page.route('**/api/v1/session', (route) => {
      if (route.request().method() !== 'DELETE' || refused > 0) return route.continue();
      refused += 1;
      return route.abort();
    });
    await page.getByRole('button', { name: /^Account: / }).click();
    await page.getByRole('menuitem', { name: 'Sign out' }).click();
    const dialog = page.getByRole('dialog', { name: 'You are still signed in' });
    await dialog.getByText('Bellwire cannot be reached.').waitFor();
    await expectAccessible(page);
    expect(new URL(page.url()).pathname).toBe('/orgs');
    await dialog.getByRole('button', { name: 'Sign out' }).click();
    await page.waitForURL(/\/signin/);
    await page.goto('/orgs');
    await page.waitForURL(/\/signin/);
  });

  it('is signed out also where the session had ended by itself', async () => {
    const page = await console_.open('/orgs');
    await page.getByRole('button', { name: /^Account: / }).click();
    await page.context().clearCookies();
    await page.getByRole('menuitem', { name: 'Sign out' }).click();
    await page.waitForURL(/\/signin/);
  });

  it('works once by a link such as the demo prints, which is kept nowhere in the browser', async () => {
    const { database, url } = console_.bellwire;
    const services = { database, clock: systemClock, ids: createIds(systemClock) };
    const link = linkTo(url, await createSignInLink(services));
    const page = await console_.openSignedOut('/signin');
    await page.getByRole('button', { name: 'Sign in' }).waitFor();
    // As if it were pasted over the page that is open, and into a new tab besides.
    await page.goto('about:blank');
    await page.goto(link);
    await page.getByRole('heading', { name: 'Organizations', level: 1 }).waitFor();
    expect(page.url()).not.toContain('link');
    const secret = link.split('#link=')[1]!;
    await page.goBack();
    await page.goForward();
    await page.getByRole('heading', { name: 'Organizations', level: 1 }).waitFor();
    const kept = await page.evaluate<string>(
      'JSON.stringify([location.href, { ...localStorage }, { ...sessionStorage }, document.cookie, history.state])',
    );
    expect(kept).not.toContain(secret);

    const other = await console_.openSignedOut(new URL(link).pathname + new URL(link).hash);
    await other.getByText('This link was used already, or it is too old.').waitFor();
    expect(other.url()).not.toContain(secret);
    await expectAccessible(other);
    await other.goto('/orgs');
    await other.waitForURL(/\/signin/);
    // The session that it began goes on.
    await page.reload();
    await page.getByRole('heading', { name: 'Organizations', level: 1 }).waitFor();
  });
});
