/** What decides how the server runs. */
export interface ServerSettings {
  dataDirectory: string;
  /** Undefined for TCP on 127.0.0.1, where there are no Unix sockets. */
  socketFolder: string | undefined;
  port: number;
  /** Off only for data that may be lost, as in tests. */
  fsync: boolean;
}

/**
 * The arguments of the server. They are handed over at every start instead of being written into
 * `postgresql.conf`, so that a newer Bellwire needs no migration of that file.
 */
export function serverArguments({ dataDirectory, socketFolder, port, fsync }: ServerSettings): string[] {
  const durable = fsync ? 'on' : 'off';
  const settings: Record<string, string | number> = {
    port,
    listen_addresses: socketFolder === undefined ? '127.0.0.1' : '',
    // A list, separated by commas: quoted, so that a folder may have one in its name.
    unix_socket_directories: socketFolder === undefined ? '' : `"${socketFolder.replaceAll('"', '""')}"`,
    unix_socket_permissions: '0700',
    max_connections: 100,
    shared_buffers: '128MB',
    fsync: durable,
    synchronous_commit: 'on',
    full_page_writes: durable,
    wal_compression: 'on',
    // Memory or flash. As for a turning disk, the planner would rather read a day's deliveries whole than look up 200 of them.
    random_page_cost: 1.1,
    jit: 'off',
    timezone: 'UTC',
    log_timezone: 'UTC',
    // The log is read when a start fails; checkpoints every few minutes would only fill it.
    log_checkpoints: 'off',
  };
  return [
    '-D',
    dataDirectory,
    ...Object.entries(settings).flatMap(([name, value]) => ['-c', `${name}=${value}`]),
  ];
}

/** The arguments of `initdb`. The locale is PostgreSQL's own, so that the same data sorts alike everywhere. */
export function initdbArguments({
  dataDirectory,
  user,
  passwordFile,
  fsync,
}: {
  dataDirectory: string;
  user: string;
  passwordFile: string;
  fsync: boolean;
}): string[] {
  return [
    `--pgdata=${dataDirectory}`,
    `--username=${user}`,
    `--pwfile=${passwordFile}`,
    '--auth=scram-sha-256',
    '--encoding=UTF8',
    '--locale=C',
    '--locale-provider=builtin',
    '--builtin-locale=C.UTF-8',
    ...(fsync ? [] : ['--no-sync']),
  ];
}

/**
 * The environment of the server: what a program needs to run, and nothing else. Bellwire's own holds secrets,
 * and `PG…` variables would change what the server does.
 */
export function serverEnvironment(own: NodeJS.ProcessEnv): NodeJS.ProcessEnv {
  const kept = ['PATH', 'HOME', 'TMPDIR', 'TEMP', 'TMP', 'SystemRoot', 'LD_LIBRARY_PATH'];
  const entries = kept.map((name) => [name, own[name]]).filter(([, value]) => value !== undefined);
  return { ...Object.fromEntries(entries), LC_ALL: 'C', TZ: 'UTC' };
}
