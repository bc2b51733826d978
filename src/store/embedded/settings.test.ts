import { describe, expect, it } from 'vitest';
import { serverArguments, serverEnvironment } from './settings.ts';

describe('the settings of the server', () => {
  const settings = { dataDirectory: '/data', socketFolder: '/run', port: 5432, fsync: true };

  it('write what was committed before they say so', () => {
    const found = serverArguments(settings);

    for (const name of ['fsync', 'synchronous_commit', 'full_page_writes']) {
      expect(found).toContain(`${name}=on`);
    }
    expect(serverArguments({ ...settings, fsync: false })).toContain('fsync=off');
  });

  it('open no port where there are Unix sockets', () => {
    expect(serverArguments(settings)).toContain('listen_addresses=');
    expect(serverArguments({ ...settings, socketFolder: undefined })).toContain('listen_addresses=127.0.0.1');
  });

  it('keep a folder whole that has a comma or a quote in its name', () => {
    expect(serverArguments({ ...settings, socketFolder: '/a, "b"' })).toContain(
      'unix_socket_directories="/a, ""b"""',
    );
  });

  it('hand on none of the secrets in the environment', () => {
    const environment = serverEnvironment({ PATH: '/bin', DATABASE_URL: 'secret', PGDATA: '/other' });

    expect(environment).toEqual({ PATH: '/bin', LC_ALL: 'C', TZ: 'UTC' });
  });
});
