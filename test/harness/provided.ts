/** What the global setup hands to every test file. */
export interface ProvidedDatabase {
  /** Connects to a database from which others may be made and dropped. */
  adminConnectionString: string;
  /** A database with every migration applied, for cloning. */
  template: string;
}

declare module 'vitest' {
  interface ProvidedContext {
    database: ProvidedDatabase;
  }
}

/** The connection string of one database on a server. A Unix socket goes in as an encoded host name. */
export function connectionStringOf(connection: {
  host: string;
  port: number;
  user: string;
  password: string;
  database: string;
}): string {
  const { host, port, user, password, database } = connection;
  const [name, secret, server] = [user, password, host].map(encodeURIComponent);
  return `postgres://${name}:${secret}@${server}:${port}/${encodeURIComponent(database)}`;
}

/** The same server, another database. */
export function withDatabase(connectionString: string, database: string): string {
  const url = new URL(connectionString);
  url.pathname = `/${encodeURIComponent(database)}`;
  return url.href;
}
