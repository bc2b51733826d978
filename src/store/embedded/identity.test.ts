import { describe, expect, it } from 'vitest';
import { mayEnter, unprivilegedIn } from './identity.ts';

describe('the user that runs the server under root', () => {
  const nobody = 'root:x:0:0::/root:/bin/sh\nnobody:x:65534:65533::/:/bin/false\n';

  it('is postgres where there is one', () => {
    expect(unprivilegedIn(`${nobody}postgres:x:101:104::/var/lib/postgresql:/bin/bash`)).toEqual({
      uid: 101,
      gid: 104,
    });
  });

  it('is nobody otherwise', () => {
    expect(unprivilegedIn(nobody)).toEqual({ uid: 65534, gid: 65533 });
  });

  it('is never root', () => {
    expect(unprivilegedIn('postgres:x:0:0::/:/bin/sh')).toEqual({ uid: 65534, gid: 65534 });
    expect(unprivilegedIn('')).toEqual({ uid: 65534, gid: 65534 });
  });
});

describe('a folder', () => {
  const user = { uid: 101, gid: 104 };

  it.each([
    ['their own', { uid: 101, gid: 0, mode: 0o700 }, true],
    ['their own, closed', { uid: 101, gid: 104, mode: 0o077 }, false],
    ['of their group', { uid: 0, gid: 104, mode: 0o710 }, true],
    ['of their group, closed', { uid: 0, gid: 104, mode: 0o701 }, false],
    ['open to all', { uid: 0, gid: 0, mode: 0o711 }, true],
    ['only readable', { uid: 0, gid: 0, mode: 0o744 }, false],
    ['of root alone', { uid: 0, gid: 0, mode: 0o700 }, false],
  ])('%s is judged by owner, group and others in that order', (_, folder, may) => {
    expect(mayEnter(folder, user)).toBe(may);
  });
});
