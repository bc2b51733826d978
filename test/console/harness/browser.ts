import { type Browser, chromium } from 'playwright-core';
import { findChromium } from '../../../scripts/chromium.mjs';

/** A browser without a screen. Nothing in it asks the network for anything but what the tests open. */
export async function launchBrowser(): Promise<Browser> {
  const executablePath = findChromium();
  if (executablePath === undefined) {
    throw new Error('No Chromium was found in PATH: on Debian, `apt-get install chromium`.');
  }
  return chromium.launch({
    executablePath,
    headless: true,
    args: [
      // Chromium refuses to run its sandbox as root, which is what the tests are run as in a container.
      '--no-sandbox',
      '--disable-gpu',
      '--disable-quic',
      '--no-first-run',
      '--disable-background-networking',
      '--disable-component-update',
      '--disable-sync',
    ],
  });
}
