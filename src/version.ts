import { readFileSync } from 'node:fs';

/** Bellwire's version, from package.json: one folder up, from `src` as from `dist`. */
export const version: string = JSON.parse(
  readFileSync(new URL('../package.json', import.meta.url), 'utf8'),
).version;
