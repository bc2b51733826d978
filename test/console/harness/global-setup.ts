import { spawnSync } from 'node:child_process';

/** What is tested is the console as it is served: built, and from the sources as they are now. */
export default function setup(): void {
  const { status } = spawnSync(process.execPath, ['scripts/ensure.mjs'], { stdio: ['ignore', 2, 2] });
  if (status !== 0) throw new Error('The console could not be built; the reason stands above.');
}
