import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { gzipSync } from 'node:zlib';
import { expect, it } from 'vitest';

const folder = 'dist/console';
const limit = 250_000;

interface Chunk {
  file: string;
  css?: string[];
  imports?: string[];
}

it('loads less than 250 kB, compressed, for its first page', () => {
  const manifest = JSON.parse(readFileSync(join(folder, '.vite/manifest.json'), 'utf8')) as Record<
    string,
    Chunk
  >;
  const firstPages = ['index.html', 'src/features/organizations/organizations-page.tsx'];
  const files = new Set(firstPages.flatMap((name) => filesOf(manifest, name)));
  const bytes = [...files].map((file) => gzipSync(readFileSync(join(folder, file)), { level: 9 }).length);
  const total = bytes.reduce((sum, each) => sum + each, 0);
  console.log(`first load: ${files.size} files, ${Math.round(total / 1000)} kB compressed`);
  expect(total).toBeLessThan(limit);
  // The charts, the editor and the palette are no part of it.
  for (const part of ['figure-charts', 'code-editor', 'go-to-dialog']) {
    expect([part, [...files].some((file) => file.includes(part))]).toEqual([part, false]);
  }
  expect(Object.values(manifest).some(({ file }) => file.includes('code-editor'))).toBe(true);
});

/** A chunk with all that it cannot run without. */
function filesOf(manifest: Record<string, Chunk>, name: string, seen = new Set<string>()): string[] {
  const chunk = manifest[name];
  if (chunk === undefined) throw new Error(`No chunk ${name} was built.`);
  if (seen.has(name)) return [];
  seen.add(name);
  const others = (chunk.imports ?? []).flatMap((other) => filesOf(manifest, other, seen));
  return [chunk.file, ...(chunk.css ?? []), ...others];
}
