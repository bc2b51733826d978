import type { Page } from 'playwright-core';

/** Keeps a picture of the page where LOOK names a folder: for looking at what a story has on screen. */
export async function look(page: Page, name: string): Promise<void> {
  const folder = process.env.LOOK;
  if (folder !== undefined) await page.screenshot({ path: `${folder}/${name}.png`, fullPage: true });
}
