import { BellwireError } from './base/errors.ts';
import type { LogLevel } from './base/log.ts';

/** Everything that can be set, read once at the edge. */
export interface Config {
  host: string;
  port: number;
  /** Null: the embedded PostgreSQL in `dataDir`. */
  databaseUrl: string | null;
  dataDir: string;
  /** Null: a key file in `dataDir`, made at the first start. */
  secretKey: string | null;
  allowAddresses: string[];
  /** Null: connections go straight to the receivers. */
  egressProxy: string | null;
  retentionDays: number;
  auditDays: number;
  databaseConnections: number;
  /** Null: whoever reaches the port may read the metrics. */
  metricsToken: string | null;
  logLevel: LogLevel;
  /** How many threads Node.js keeps for what the system does not do by itself, such as resolving names. */
  threads: number;
}

/** One setting: its environment variable, what it is when that is not there, and what it means. */
interface Setting {
  variable: string;
  type: 'text' | 'number' | 'list' | 'secret';
  /** Empty: not set. */
  fallback: string;
  meaning: string;
}

/** The settings, for reading and for `bellwire settings`. */
export const settings = {
  host: {
    variable: 'BELLWIRE_HOST',
    type: 'text',
    fallback: '127.0.0.1',
    meaning: 'The address to listen on; 0.0.0.0 for all of them.',
  },
  port: {
    variable: 'BELLWIRE_PORT',
    type: 'number',
    fallback: '8420',
    meaning: 'The port to listen on; 0 for any free one.',
  },
  databaseUrl: {
    variable: 'DATABASE_URL',
    type: 'secret',
    fallback: '',
    meaning:
      'A PostgreSQL server, 15 or newer. Without it Bellwire starts one of its own in the data folder.',
  },
  dataDir: {
    variable: 'BELLWIRE_DATA_DIR',
    type: 'text',
    fallback: '.bellwire',
    meaning: 'The folder of the embedded PostgreSQL and of the key file.',
  },
  secretKey: {
    variable: 'BELLWIRE_SECRET_KEY',
    type: 'secret',
    fallback: '',
    meaning:
      'Seals secrets at rest: base64 of 32 bytes, the same on every node. Without it a key file is made. ' +
      'Several with commas, newest first, while keys are changed: see `bellwire rotate-secrets`.',
  },
  allowAddresses: {
    variable: 'BELLWIRE_ALLOW_ADDRESSES',
    type: 'list',
    fallback: '',
    meaning: 'Private networks and hosts that webhooks may lead to, with commas: 10.1.0.0/16,hooks.internal.',
  },
  egressProxy: {
    variable: 'BELLWIRE_EGRESS_PROXY',
    type: 'secret',
    fallback: '',
    meaning: 'An HTTP proxy that every call goes out through: http://user:password@proxy.example:3128.',
  },
  retentionDays: {
    variable: 'BELLWIRE_RETENTION_DAYS',
    type: 'number',
    fallback: '90',
    meaning: 'How many days the log is kept of organizations that have no retentionDays of their own.',
  },
  auditDays: {
    variable: 'BELLWIRE_AUDIT_DAYS',
    type: 'number',
    fallback: '365',
    meaning: 'How many days the audit log is kept, that of organizations which are gone included.',
  },
  databaseConnections: {
    variable: 'BELLWIRE_DATABASE_CONNECTIONS',
    type: 'number',
    fallback: '10',
    meaning: 'How many connections to PostgreSQL this node opens at the most.',
  },
  metricsToken: {
    variable: 'BELLWIRE_METRICS_TOKEN',
    type: 'secret',
    fallback: '',
    meaning:
      'What /metrics asks for as a bearer token. Without it anyone who reaches the port may read them.',
  },
  logLevel: {
    variable: 'BELLWIRE_LOG_LEVEL',
    type: 'text',
    fallback: 'info',
    meaning: 'debug, info, warn, error or silent.',
  },
  threads: {
    variable: 'UV_THREADPOOL_SIZE',
    type: 'number',
    fallback: '4',
    meaning:
      'The threads of Node.js; half of them resolve the names of receivers. Read by Node.js at its start.',
  },
} as const satisfies Record<keyof Config, Setting>;

const logLevels: readonly LogLevel[] = ['debug', 'info', 'warn', 'error', 'silent'];

/** The configuration from environment variables. Throws one `invalid` that names every setting that is wrong. */
export function readConfig(environment: NodeJS.ProcessEnv): Config {
  const wrong: string[] = [];
  const text = (key: keyof Config) => environment[settings[key].variable]?.trim() || settings[key].fallback;
  const whole = (key: keyof Config, least: number, most: number): number => {
    const value = Number(text(key));
    if (Number.isInteger(value) && value >= least && value <= most) return value;
    wrong.push(
      `${settings[key].variable} must be a whole number from ${least} to ${most}, not "${text(key)}"`,
    );
    return least;
  };
  const logLevel = logLevels.find((level) => level === text('logLevel'));
  if (logLevel === undefined) wrong.push(`BELLWIRE_LOG_LEVEL must be one of ${logLevels.join(', ')}`);

  // What no bearer token can have (RFC 6750, section 2.1) would never be brought by anybody.
  if (!/^(?:[\w.~+/-]+=*)?$/.test(text('metricsToken'))) {
    wrong.push(
      'BELLWIRE_METRICS_TOKEN must consist of letters, digits and - . _ ~ + / with = at the end alone',
    );
  }

  const config: Config = {
    host: text('host'),
    port: whole('port', 0, 65_535),
    databaseUrl: text('databaseUrl') || null,
    dataDir: text('dataDir'),
    secretKey: text('secretKey') || null,
    allowAddresses: text('allowAddresses')
      .split(',')
      .map((entry) => entry.trim())
      .filter((entry) => entry !== ''),
    egressProxy: text('egressProxy') || null,
    retentionDays: whole('retentionDays', 1, 3650),
    auditDays: whole('auditDays', 1, 3650),
    databaseConnections: whole('databaseConnections', 3, 500),
    metricsToken: text('metricsToken') || null,
    logLevel: logLevel ?? 'info',
    threads: whole('threads', 1, 1024),
  };
  if (wrong.length > 0)
    throw new BellwireError('invalid', `The settings are not valid: ${wrong.join('; ')}.`);
  return config;
}
