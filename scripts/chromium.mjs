import { accessSync, constants } from 'node:fs';
import { delimiter, join } from 'node:path';
import { run } from './run.mjs';

const names = ['chromium', 'chromium-browser', 'google-chrome-stable', 'google-chrome'];

/** The browser that the tests of the console drive: from the search path, or undefined where there is none. */
export function findChromium(environment = process.env) {
  const folders = [...(environment.PATH ?? '').split(delimiter), '/usr/bin'];
  return folders.flatMap((folder) => names.map((name) => join(folder, name))).find(isExecutable);
}

/** Makes sure that there is one. On Debian and as root it is installed; otherwise a sentence says what to do. */
export async function ensureChromium() {
  if (findChromium() !== undefined) return;
  if (process.getuid?.() === 0 && isExecutable('/usr/bin/apt-get')) {
    console.error('Installing Chromium for the tests of the console (apt-get install chromium) …');
    const environment = { ...process.env, DEBIAN_FRONTEND: 'noninteractive' };
    const quietly = { stdio: ['ignore', 'ignore', 'inherit'], env: environment };
    await run('apt-get', ['update', '-qq'], quietly);
    await run('apt-get', ['install', '-y', '-qq', '--no-install-recommends', 'chromium'], quietly);
  }
  if (findChromium() === undefined) {
    console.error(
      'No Chromium was found in PATH. The tests of the console need it: on Debian, `apt-get install chromium`.',
    );
  }
}

function isExecutable(path) {
  try {
    accessSync(path, constants.X_OK);
    return true;
  } catch {
    return false;
  }
}
