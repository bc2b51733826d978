import { execFile } from 'node:child_process';
import { mkdir, mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { beforeAll, describe, expect, it } from 'vitest';
import { toolPath } from '../../scripts/tool-path.mjs';

const root = fileURLToPath(new URL('../..', import.meta.url));

/** Which rule each pair of files breaks: the first imports from the second. */
const wrong = [
  ['src/pipeline/changes.ts', 'src/dialects/mashery/index.ts', 'pipeline-imports-downward-only'],
  ['src/pipeline/delivery/send.ts', 'src/http/server.ts', 'pipeline-imports-downward-only'],
  ['src/base/ids.ts', 'src/store/database.ts', 'base-imports-downward-only'],
  ['src/store/session.ts', 'src/pipeline/handover.ts', 'store-imports-downward-only'],
  ['src/objects/apply.ts', 'src/webhooks/create.ts', 'objects-imports-downward-only'],
  ['src/dialects/mashery/routes.ts', 'src/http/health.ts', 'dialects-imports-downward-only'],
  ['src/http/native.ts', 'src/main.ts', 'http-imports-downward-only'],
  ['src/dialects/mashery/format.ts', 'src/dialects/apigee/format.ts', 'one-dialect-knows-no-other'],
  ['src/base/clock.ts', 'src/base/page.test.ts', 'source-imports-no-tests'],
] as const;

const right = [
  ['src/pipeline/changes.ts', 'src/store/database.ts'],
  ['src/pipeline/changes.test.ts', 'src/dialects/mashery/index.ts'],
  ['src/dialects/mashery/index.ts', 'src/objects/apply.ts'],
  ['src/http/server.ts', 'src/objects/create.ts'],
  ['src/main.ts', 'src/dialects/apigee/index.ts'],
] as const;

/** Runs the project's own check on a source tree that has just these files. */
async function check(files: Record<string, string>): Promise<{ code: number; output: string }> {
  const folder = await mkdtemp(join(tmpdir(), 'bellwire-imports-'));
  for (const [name, text] of Object.entries({ 'tsconfig.json': '{}', ...files })) {
    await mkdir(dirname(join(folder, name)), { recursive: true });
    await writeFile(join(folder, name), text);
  }
  const args = [toolPath('depcruise'), '--config', join(root, '.dependency-cruiser.cjs'), 'src'];
  const options = { cwd: folder, env: { ...process.env, NO_COLOR: '1', FORCE_COLOR: '0' } };
  const result = await new Promise<{ code: number; output: string }>((resolve) => {
    execFile(process.execPath, args, options, (error, stdout, stderr) => {
      resolve({ code: error === null ? 0 : Number(error.code ?? 1), output: `${stdout}${stderr}` });
    });
  });
  await rm(folder, { recursive: true });
  return result;
}

/** The files of a tree in which each first one imports from the second. */
function treeOf(pairs: readonly (readonly [string, string, ...unknown[]])[], word: string) {
  const files: Record<string, string> = {};
  for (const [, to] of pairs) files[to] ??= 'export type Value = number;\nexport const value = 1;\n';
  for (const [from, to] of pairs) {
    const path = `${'../'.repeat(from.split('/').length - 1)}${to}`;
    files[from] = `${files[from] ?? ''}import ${word} from '${path}';\nexport {};\n`;
  }
  return files;
}

describe('the check of the direction of imports', () => {
  let failed: { code: number; output: string };
  beforeAll(async () => {
    failed = await check({
      ...treeOf(wrong, '{ value }'),
      'src/catalogue/a.ts': `import { b } from './b.ts';\nexport const a = () => b;\n`,
      'src/catalogue/b.ts': `import { a } from './a.ts';\nexport const b = () => a;\n`,
    });
  });

  it.each(wrong)('fails when %s imports from %s', (from, to, rule) => {
    expect(failed.code).toBeGreaterThan(0);
    expect(failed.output).toContain(`error ${rule}: ${from} → ${to}`);
  });

  it('fails when files import each other in a circle, and for nothing else', () => {
    expect(failed.output).toContain('error no-circular-imports: src/catalogue/');
    const errors = [...failed.output.matchAll(/^\s*error ([\w-]+): (\S+)/gm)];
    const [circles, others] = [
      errors.filter(([, rule]) => rule === 'no-circular-imports'),
      errors.filter(([, rule]) => rule !== 'no-circular-imports'),
    ];
    expect(circles.every(([, , from]) => from?.startsWith('src/catalogue/'))).toBe(true);
    expect(others).toHaveLength(wrong.length);
  });

  it('fails for a type as well', async () => {
    const { code, output } = await check(treeOf(wrong.slice(0, 1), 'type { Value }'));
    expect(code).toBe(1);
    expect(output).toContain('error pipeline-imports-downward-only: src/pipeline/changes.ts');
  });

  it('passes when each imports from below, and a test from wherever it likes', async () => {
    expect(await check(treeOf(right, '{ value }'))).toMatchObject({ code: 0 });
  });
});
