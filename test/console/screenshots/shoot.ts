import { mkdirSync } from 'node:fs';
import type { Page } from 'playwright-core';

const folder = process.env.SCREENSHOTS_FOLDER ?? 'docs/screenshots';

/** Takes the page as it stands, once nothing is loading any more, in light and in dark. */
export async function shoot(page: Page, name: string): Promise<void> {
  mkdirSync(folder, { recursive: true });
  for (const colorScheme of ['light', 'dark'] as const) {
    await page.emulateMedia({ colorScheme, reducedMotion: 'reduce' });
    await page.waitForLoadState('networkidle');
    await page.getByText('Loading').waitFor({ state: 'detached' });
    // Whatever fades from one scheme to the other has arrived.
    await page.screenshot({ path: `${folder}/${name}-${colorScheme}.png`, animations: 'disabled' });
  }
  await page.emulateMedia({ colorScheme: 'light' });
}
