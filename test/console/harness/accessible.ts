import axe from 'axe-core';
import type { Page } from 'playwright-core';
import { expect } from 'vitest';

const rules = ['wcag2a', 'wcag2aa', 'wcag21a', 'wcag21aa', 'wcag22aa', 'best-practice'];

/**
 * Looks at the page as it stands: axe in light and in dark, and on a phone, where nothing may scroll sideways. The page
 * is left as it was found.
 */
export async function expectAccessible(page: Page): Promise<void> {
  const size = page.viewportSize()!;
  for (const colorScheme of ['light', 'dark'] as const) {
    await page.emulateMedia({ colorScheme, reducedMotion: 'reduce' });
    await page.locator(`html[data-mantine-color-scheme="${colorScheme}"]`).waitFor();
    // Of all rules, only this one looks at colours: the others see the same page in the dark.
    const only = colorScheme === 'dark' ? ['color-contrast'] : undefined;
    expect(await violationsOf(page, only), `${page.url()} in ${colorScheme}`).toEqual([]);
  }
  await page.setViewportSize({ width: 360, height: 740 });
  await expectNoSidewaysScroll(page);
  expect(await violationsOf(page), `${page.url()} on a phone`).toEqual([]);
  await page.emulateMedia({ colorScheme: 'light' });
  await page.setViewportSize(size);
}

/** The page is no wider than the window; otherwise what sticks out is named. */
export async function expectNoSidewaysScroll(page: Page): Promise<void> {
  const sticksOut = `(() => {
    if (document.documentElement.scrollWidth <= window.innerWidth) return [];
    return [...document.querySelectorAll('main *, header *')]
      .filter((element) => element.getBoundingClientRect().right > window.innerWidth + 1)
      .slice(0, 5)
      .map((element) => element.outerHTML.slice(0, 200));
  })()`;
  const message = `${page.url()} scrolls sideways`;
  await expect.poll(() => page.evaluate<string[]>(sticksOut), { message, timeout: 3000 }).toEqual([]);
}

/** Not those that go on for ever, such as the one of something that loads. */
const endingAnimations = `document.getAnimations().filter((each) => each.effect.getComputedTiming().endTime !== Infinity)`;

/**
 * Run in the page itself, which has no frames: axe's own builder for Playwright opens a blank window for each run, and that costs more
 * than all the rules do.
 */
async function violationsOf(page: Page, only?: string[]) {
  // Colours that are still on their way to dark are nobody's choice.
  await page.evaluate(`Promise.allSettled(${endingAnimations}.map((animation) => animation.finished))`);
  expect(page.frames().length, `${page.url()} has frames, into which axe would not look`).toBe(1);
  if (!(await page.evaluate<boolean>(`'axe' in window`))) await page.evaluate(axe.source);
  const options: axe.RunOptions = {
    runOnly: only === undefined ? { type: 'tag', values: rules } : { type: 'rule', values: only },
    // Of what was found in order, nobody wants to know the details.
    resultTypes: ['violations'],
  };
  const { violations } = await page.evaluate<axe.AxeResults>(`axe.run(document, ${JSON.stringify(options)})`);
  return violations.map(({ id, help, nodes }) => ({
    rule: id,
    help,
    where: nodes.slice(0, 5).map(({ html, failureSummary }) => `${html.slice(0, 300)} ${failureSummary}`),
  }));
}
