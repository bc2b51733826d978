import { beforeAll, describe, expect, it } from 'vitest';
import { testDatabase } from '../../test/harness/database.ts';
import { silentLog } from '../base/log.ts';
import { createDatabase, type Database, type Queries } from './database.ts';

describe('database', () => {
  let database: Database;
  let connectionString: string;

  beforeAll(async () => {
    ({ database, connectionString } = await testDatabase({ empty: true, maxConnections: 2 }));
    await database.query({ text: 'create table notes (id int8 primary key, text text)' });
  });

  const count = async () => (await database.query({ text: 'select * from notes' })).length;
  const killOwnConnection = (queries: Queries) =>
    queries.query({ text: 'select pg_terminate_backend(pg_backend_pid())' });

  it('gives bigint as a number, timestamps as dates, and JSON parsed', async () => {
    const rows = await database.query({
      name: 'types',
      text: `select 9007199254740991::int8 as big, array[1, null]::int8[] as many,
               '2026-01-02 03:04:05.678+01'::timestamptz as time, $1::jsonb as json`,
      values: [{ a: [1] }],
    });

    expect(rows).toEqual([
      {
        big: 9007199254740991,
        many: [1, null],
        time: new Date('2026-01-02T02:04:05.678Z'),
        json: { a: [1] },
      },
    ]);
  });

  it('refuses a bigint that a number cannot hold', async () => {
    await expect(database.query({ text: 'select 9007199254740993::int8' })).rejects.toThrow(RangeError);
  });

  it('commits what a transaction did, and undoes it when it throws', async () => {
    const before = await count();
    const insert = { text: 'insert into notes values ($1)', values: [1] };

    await expect(
      database.transaction(async (tx) => {
        await tx.query(insert);
        throw new Error('changed my mind');
      }),
    ).rejects.toThrow('changed my mind');
    expect(await count()).toBe(before);

    await database.transaction((tx) => tx.query(insert));
    expect(await count()).toBe(before + 1);
  });

  it('tells when a swallowed failure has undone the transaction', async () => {
    const transaction = database.transaction(async (tx) => {
      await tx.query({ text: 'select 1 / 0' }).catch(() => {});
      return 'saved';
    });

    await expect(transaction).rejects.toThrow('rolled back');
  });

  it('keeps the connection after a broken rule', async () => {
    const one = createDatabase({ connection: { connectionString }, maxConnections: 1, log: silentLog });
    const pid = async () => (await one.query<{ pid: number }>({ text: 'select pg_backend_pid() as pid' }))[0];
    const before = await pid();

    await expect(one.query({ text: 'select 1 / 0' })).rejects.toMatchObject({ code: '22012' });

    expect(await pid()).toEqual(before);
    await one.close();
  });

  it('goes on with a new connection after one dies in a transaction', async () => {
    const transaction = database.transaction(async (tx) => {
      await tx.query({ text: 'insert into notes values (2)' });
      await killOwnConnection(tx);
    });

    await expect(transaction).rejects.toMatchObject({ code: 'unavailable' });
    expect(await database.query({ text: 'select 1 from notes where id = 2' })).toEqual([]);
  });

  it('says what to do when it cannot connect', async () => {
    const url = new URL(connectionString);
    url.pathname = '/no_such_database';
    const absent = createDatabase({
      connection: { connectionString: url.href },
      maxConnections: 1,
      log: silentLog,
    });
    const nobody = createDatabase({
      connection: { host: '127.0.0.1', port: 1, user: 'u', password: 'secret', database: 'd' },
      maxConnections: 1,
      log: silentLog,
    });

    await expect(absent.query({ text: 'select 1' })).rejects.toMatchObject({
      code: 'unavailable',
      message: expect.stringContaining('Create the database'),
    });
    await expect(nobody.session()).rejects.toMatchObject({
      code: 'unavailable',
      message: expect.stringMatching(/127\.0\.0\.1:1\/d: .*ECONNREFUSED.*Check that the server runs/),
    });
  });

  it('tells a session that its connection went away, but not when it was closed', async () => {
    const [closed, dying] = [await database.session(), await database.session()];
    const told: string[] = [];
    closed.onLost(() => told.push('closed'));
    const lost = new Promise<void>((resolve) =>
      dying.onLost(() => {
        told.push('dying');
        resolve();
      }),
    );

    await closed.close();
    await expect(killOwnConnection(dying)).rejects.toMatchObject({ code: 'unavailable' });
    await lost;

    expect(told).toEqual(['dying']);
    await dying.close();
  });
});
