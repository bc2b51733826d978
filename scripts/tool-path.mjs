import { readFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';

/** The packages of the programs that are not called like them. */
const packages = { biome: '@biomejs/biome', depcruise: 'dependency-cruiser', tsc: 'typescript' };

/**
 * The script, for Node to run, of a program that a package of the project brings. Its package says where it is: what lies
 * in `node_modules/.bin` is a script for a shell on Windows.
 */
export function toolPath(name) {
  const folder = new URL(`../node_modules/${packages[name] ?? name}/`, import.meta.url);
  const { bin } = JSON.parse(readFileSync(new URL('package.json', folder), 'utf8'));
  const script = typeof bin === 'string' ? bin : bin[name];
  return fileURLToPath(new URL(script, folder));
}
