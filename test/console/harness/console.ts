import type { BrowserContext, Page } from 'playwright-core';
import { afterAll, afterEach, beforeAll, expect } from 'vitest';
import { startTestBellwire, type TestBellwire } from '../../harness/bellwire.ts';
import { launchBrowser } from './browser.ts';

/** A browser in front of a running Bellwire. */
export interface TestConsole {
  bellwire: TestBellwire;
  /** A page where the administrator, or whose token it is, is signed in, at a path of the console. */
  open(path: string, token?: string): Promise<Page>;
  /** A page where nobody is signed in. */
  openSignedOut(path: string): Promise<Page>;
}

/**
 * Call it at the top of a file. Each test gets browsers of its own; what a page throws or is refused by its
 * Content-Security-Policy fails the test.
 */
export function testConsole(): TestConsole {
  const contexts: BrowserContext[] = [];
  const complaints: string[] = [];
  const started = {} as { bellwire: TestBellwire; browser: Awaited<ReturnType<typeof launchBrowser>> };

  beforeAll(async () => {
    started.bellwire = await startTestBellwire();
    started.browser = await launchBrowser();
  });
  afterAll(() => started.browser?.close());
  afterEach(async () => {
    await Promise.all(contexts.splice(0).map((context) => context.close()));
    expect(complaints.splice(0)).toEqual([]);
  });

  async function openSignedOut(path: string): Promise<Page> {
    const context = await started.browser.newContext({
      baseURL: started.bellwire.url,
      viewport: { width: 1280, height: 800 },
      locale: 'en-GB',
      timezoneId: 'Europe/Berlin',
    });
    contexts.push(context);
    context.setDefaultTimeout(15_000);
    const page = await context.newPage();
    page.on('pageerror', (error) => complaints.push(String(error)));
    page.on('console', (message) => {
      const text = message.text();
      if (message.type() === 'error' && /Content Security Policy|React|Warning/i.test(text))
        complaints.push(text);
    });
    await page.goto(path);
    return page;
  }

  return {
    get bellwire() {
      return started.bellwire;
    },
    openSignedOut,
    async open(path, token = started.bellwire.adminToken) {
      const page = await openSignedOut('/signin');
      await page.getByRole('textbox', { name: 'Token' }).fill(token);
      await page.getByRole('button', { name: 'Sign in' }).click();
      await page.getByRole('heading', { name: 'Organizations', level: 1 }).waitFor();
      await page.goto(path);
      return page;
    },
  };
}
