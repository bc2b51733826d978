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

  async function newContext(): Promise<BrowserContext> {
    const context = await started.browser.newContext({
      baseURL: started.bellwire.url,
      viewport: { width: 1280, height: 800 },
      locale: 'en-GB',
      timezoneId: 'Europe/Berlin',
    });
    contexts.push(context);
    context.setDefaultTimeout(15_000);
    return context;
  }

  async function openIn(context: BrowserContext, path: string): Promise<Page> {
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
    openSignedOut: async (path) => openIn(await newContext(), path),
    async open(path, token = started.bellwire.adminToken) {
      const context = await newContext();
      // As the page where one signs in does it. How that page looks and what it says has a story of its own.
      const answer = await context.request.post('/api/v1/session', {
        data: { token },
        headers: { 'x-bellwire-console': '1', origin: started.bellwire.url },
      });
      expect(answer.status()).toBe(200);
      return openIn(context, path);
    },
  };
}
