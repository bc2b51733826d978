import { execFile, spawn } from 'node:child_process';
import { once } from 'node:events';
import { existsSync } from 'node:fs';
import { readdir } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { createInterface } from 'node:readline';
import { fileURLToPath } from 'node:url';
import { promisify } from 'node:util';
import { expect, it } from 'vitest';
import { readPidFile } from '../../src/store/embedded/pid-file.ts';
import { findPlace } from '../../src/store/embedded/place.ts';
import { isAlive } from '../../src/store/embedded/processes.ts';

const root = fileURLToPath(new URL('../..', import.meta.url));

/** The folders in which demos keep their data. */
async function demoFolders(): Promise<string[]> {
  const names = (await readdir(tmpdir())).filter((name) => name.startsWith('bellwire-demo-'));
  return names.map((name) => join(tmpdir(), name));
}

it('stops in the middle of its story when its terminal closes, and leaves nothing behind', async () => {
  // What `npm test` has done already; where this is run by itself, this makes sure of it.
  await promisify(execFile)(process.execPath, [join(root, 'scripts/ensure.mjs')]);
  const before = await demoFolders();
  const demo = spawn(process.execPath, [join(root, 'dist/bin.js'), 'demo'], {
    stdio: ['ignore', 'pipe', 'inherit'],
  });
  const ended = once(demo, 'exit');
  const lines: string[] = [];
  let folder = '';
  let server: number | undefined;
  for await (const line of createInterface(demo.stdout)) {
    lines.push(line);
    // The story follows this line.
    if (!line.startsWith('Bellwire ')) continue;
    folder = (await demoFolders()).find((path) => !before.includes(path)) ?? '';
    server = (await readPidFile((await findPlace(folder)).dataDirectory))?.pid;
    demo.kill('SIGHUP');
  }
  expect(await ended).toEqual([1, null]);
  expect(lines.at(-1)).toBe('Stopping …');
  expect(lines.some((line) => line.startsWith('demo: '))).toBe(false);
  expect(server).toBeGreaterThan(0);
  expect([isAlive(server!), existsSync(folder)]).toEqual([false, false]);
});
