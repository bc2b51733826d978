import { chmod, chown, mkdir, readFile, rm, stat } from 'node:fs/promises';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { mayReach } from '../../src/store/embedded/folders.ts';
import { unprivilegedIn } from '../../src/store/embedded/identity.ts';
import { embeddedFixture } from './embedded-fixture.ts';
import * as chaos from './embedded-processes.ts';

// Only root can put on another user's rights, and only root's server needs another user.
describe.skipIf(process.getuid?.() !== 0)('the embedded database under root', () => {
  const { given, attempt, start } = embeddedFixture();
  const nobody = unprivilegedIn('');

  it('runs its server as somebody else, who owns the data', async () => {
    const bellwire = await start();

    expect((await stat(bellwire.dataDirectory)).uid).not.toBe(0);
    expect(bellwire.dataDirectory).toBe(join(given.dataDir, 'postgres'));
  });

  it('keeps the data elsewhere when only root may enter the folder, and finds it again when it moves', async () => {
    await chmod(given.folder, 0o700);
    const first = await start();
    await chaos.remember(first, 'kept');
    expect(first.dataDirectory).toMatch(/^\/var\/lib\/bellwire\/[0-9a-f]{16}$/);
    const noted = await readFile(join(given.dataDir, 'postgres.location'), 'utf8');
    expect(noted.trim()).toBe(first.dataDirectory);
    await chaos.end(first);

    await chmod(given.folder, 0o755);
    const second = await start();

    expect(second.dataDirectory).toBe(first.dataDirectory);
    expect(await chaos.remembered(second)).toEqual(['kept']);
  });

  it('begins afresh when the data folder was removed', async () => {
    await chmod(given.folder, 0o700);
    const first = await start();
    await chaos.end(first);
    await rm(given.dataDir, { recursive: true });

    const second = await start();

    expect(second.dataDirectory).not.toBe(first.dataDirectory);
  });

  it('goes on with the data of an ordinary user, who can go on with it later', async (context) => {
    if (!(await mayReach(chaos.root, nobody))) context.skip('only its owner may enter the repository');
    await chown(given.folder, nobody.uid, nobody.gid);
    const first = await start(nobody);
    await chaos.remember(first, 'kept');
    expect((await stat(first.dataDirectory)).uid).toBe(nobody.uid);
    await chaos.end(first);

    const asRoot = await start();
    expect(await chaos.remembered(asRoot)).toEqual(['kept']);
    await chaos.end(asRoot);
    const again = await start(nobody);

    expect(await chaos.remembered(again)).toEqual(['kept']);
  });

  it('tells an ordinary user that the data is root’s', async (context) => {
    if (!(await mayReach(chaos.root, nobody))) context.skip('only its owner may enter the repository');
    await mkdir(given.dataDir);
    await chmod(given.dataDir, 0o777);
    await chaos.end(await start());

    expect(await attempt(nobody)).toMatchObject({
      code: 'conflict',
      message: expect.stringContaining('belongs to another user'),
    });
  });
});
