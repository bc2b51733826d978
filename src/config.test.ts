import { describe, expect, it } from 'vitest';
import { readConfig, settings } from './config.ts';

describe('the configuration', () => {
  it('is the default of each setting where nothing is set', () => {
    expect(readConfig({})).toEqual({
      host: '127.0.0.1',
      port: 8420,
      databaseUrl: null,
      dataDir: '.bellwire',
      secretKey: null,
      allowAddresses: [],
      egressProxy: null,
      retentionDays: 90,
      auditDays: 365,
      databaseConnections: 10,
      metricsToken: null,
      logLevel: 'info',
      threads: 4,
    });
  });

  it('is what the environment says, blanks around it left out', () => {
    expect(
      readConfig({
        BELLWIRE_HOST: ' 0.0.0.0 ',
        BELLWIRE_PORT: '0',
        DATABASE_URL: 'postgres://db/bellwire',
        BELLWIRE_DATA_DIR: '/var/lib/bellwire',
        BELLWIRE_SECRET_KEY: 'a2V5',
        BELLWIRE_ALLOW_ADDRESSES: '10.0.0.0/8, hooks.internal,,',
        BELLWIRE_EGRESS_PROXY: ' http://u:p@proxy.internal:3128 ',
        BELLWIRE_RETENTION_DAYS: '3650',
        BELLWIRE_AUDIT_DAYS: '30',
        BELLWIRE_DATABASE_CONNECTIONS: '3',
        BELLWIRE_METRICS_TOKEN: 'm1',
        BELLWIRE_LOG_LEVEL: 'silent',
        UV_THREADPOOL_SIZE: '32',
      }),
    ).toEqual({
      host: '0.0.0.0',
      port: 0,
      databaseUrl: 'postgres://db/bellwire',
      dataDir: '/var/lib/bellwire',
      secretKey: 'a2V5',
      allowAddresses: ['10.0.0.0/8', 'hooks.internal'],
      egressProxy: 'http://u:p@proxy.internal:3128',
      retentionDays: 3650,
      auditDays: 30,
      databaseConnections: 3,
      metricsToken: 'm1',
      logLevel: 'silent',
      threads: 32,
    });
  });

  it('takes a blank setting for one that is not set', () => {
    const blank = Object.fromEntries(Object.values(settings).map(({ variable }) => [variable, '  ']));
    expect(readConfig(blank)).toEqual(readConfig({}));
  });

  it.each([
    ['BELLWIRE_PORT', '65536', 'BELLWIRE_PORT must be a whole number from 0 to 65535, not "65536"'],
    ['BELLWIRE_PORT', '-1', 'BELLWIRE_PORT'],
    ['BELLWIRE_PORT', '80.5', 'BELLWIRE_PORT'],
    ['BELLWIRE_PORT', 'http', 'BELLWIRE_PORT'],
    ['BELLWIRE_RETENTION_DAYS', '0', 'BELLWIRE_RETENTION_DAYS must be a whole number from 1 to 3650'],
    ['BELLWIRE_RETENTION_DAYS', 'Infinity', 'BELLWIRE_RETENTION_DAYS'],
    ['BELLWIRE_AUDIT_DAYS', '0', 'BELLWIRE_AUDIT_DAYS must be a whole number from 1 to 3650'],
    ['BELLWIRE_DATABASE_CONNECTIONS', '2', 'BELLWIRE_DATABASE_CONNECTIONS must be a whole number from 3'],
    ['BELLWIRE_METRICS_TOKEN', 'm 1', 'BELLWIRE_METRICS_TOKEN must consist of'],
    ['BELLWIRE_METRICS_TOKEN', 'm=1', 'BELLWIRE_METRICS_TOKEN must consist of'],
    ['BELLWIRE_LOG_LEVEL', 'loud', 'BELLWIRE_LOG_LEVEL must be one of debug, info, warn, error, silent'],
  ])('is refused with %s=%s', (variable, value, message) => {
    expect(() => readConfig({ [variable]: value })).toThrow(
      expect.objectContaining({ code: 'invalid', message: expect.stringContaining(message) }),
    );
  });

  it('names every setting that is wrong in one go', () => {
    const wrong = {
      BELLWIRE_PORT: 'x',
      BELLWIRE_RETENTION_DAYS: 'x',
      BELLWIRE_DATABASE_CONNECTIONS: 'x',
      BELLWIRE_LOG_LEVEL: 'x',
    };
    for (const variable of Object.keys(wrong)) expect(() => readConfig(wrong)).toThrow(variable);
  });

  it('names each setting once, and never shows a secret in a message', () => {
    const variables = Object.values(settings).map(({ variable }) => variable);
    expect(new Set(variables).size).toBe(variables.length);
    const secrets = {
      DATABASE_URL: 'postgres://u:hush@db/b',
      BELLWIRE_SECRET_KEY: 'hush',
      BELLWIRE_EGRESS_PROXY: 'http://u:hush@proxy:3128',
      BELLWIRE_METRICS_TOKEN: 'hush',
    };
    expect(() => readConfig({ ...secrets, BELLWIRE_PORT: 'x' })).toThrow(
      expect.objectContaining({ message: expect.not.stringContaining('hush') }),
    );
  });
});
