import { describe, expect, it } from 'vitest';
import { locate, socketFolderFor } from './location.ts';

describe('the location of the data', () => {
  const facts = {
    dataDir: '/srv/app/.bellwire',
    recorded: undefined,
    reachable: true,
    present: false,
    sharedFolder: '/var/lib/bellwire',
    secret: 'one',
  };

  it('is the data folder', () => {
    expect(locate(facts)).toEqual({ kind: 'in-place', dataDirectory: '/srv/app/.bellwire/postgres' });
  });

  it('is the shared folder when the server cannot come to the data folder', () => {
    const found = locate({ ...facts, reachable: false });

    expect(found.kind).toBe('elsewhere');
    expect(found.dataDirectory).toMatch(/^\/var\/lib\/bellwire\/[0-9a-f]{16}$/);
    expect(locate({ ...facts, reachable: false })).toEqual(found);
  });

  it('is another one for another data folder, or a new one at the same path', () => {
    const found = locate({ ...facts, reachable: false });

    expect(locate({ ...facts, reachable: false, dataDir: '/srv/other' })).not.toEqual(found);
    expect(locate({ ...facts, reachable: false, secret: 'two' })).not.toEqual(found);
  });

  it('is where an earlier start has put it, wherever that is now', () => {
    const recorded = '/var/lib/bellwire/0123456789abcdef';

    expect(locate({ ...facts, recorded })).toEqual({ kind: 'elsewhere', dataDirectory: recorded });
  });

  it('is not given up for a fresh one when the way to it was closed', () => {
    expect(locate({ ...facts, reachable: false, present: true }).kind).toBe('cut-off');
  });
});

describe('the folder of the socket', () => {
  const longest = `/${'d'.repeat(107 - '/.s.PGSQL.5432'.length - 1)}`;

  it('is the data directory as long as the kernel takes its path', () => {
    if (process.platform === 'linux') expect(socketFolderFor(longest, '/tmp')).toBe(longest);
    expect(socketFolderFor(`${longest}d`, '/tmp')).toMatch(/^\/tmp\/bellwire-[0-9a-f]{16}$/);
  });

  it('counts bytes, not letters', () => {
    expect(socketFolderFor(`/${'ü'.repeat(50)}`, '/tmp')).toMatch(/^\/tmp\//);
  });

  it('is under /tmp when the temporary folder is too deep itself', () => {
    expect(socketFolderFor(`${longest}d`, longest)).toMatch(/^\/tmp\/bellwire-/);
  });
});
