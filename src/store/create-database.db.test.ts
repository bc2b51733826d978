import { beforeAll, beforeEach, describe, expect, it, vi } from 'vitest';
import { testDatabase } from '../../test/harness/database.ts';
import { silentLog } from '../base/log.ts';
import { createCopyRows } from './copy-rows.ts';
import { createDatabase } from './create-database.ts';
import type { Database, Queries } from './database.ts';

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

  describe('a transaction that sends statements ahead', () => {
    const note = (id: number) => ({ text: 'insert into notes values ($1)', values: [id] });
    const copied = (...ids: number[]) => {
      const rows = createCopyRows(2);
      for (const id of ids) rows.row().integer(id).text('copied');
      return { text: 'copy sent (id, text) from stdin (format binary)', copyRows: rows.end() };
    };
    const idsOf = async (table: string) =>
      (await database.query<{ id: number }>({ text: `select id from ${table} order by id` })).map(
        ({ id }) => id,
      );

    beforeEach(async () => {
      await database.query({ text: 'delete from notes' });
      await database.query({ text: 'create table if not exists sent (id int4 primary key, text text)' });
      await database.query({ text: 'delete from sent' });
    });

    it('has them run in their order, and commits them', async () => {
      const seen = await database.transaction(async ({ ahead, query }) => {
        await ahead.query(copied(1, 2));
        await ahead.query({ text: 'update sent set id = id + 10' });
        await ahead.query(copied(3));
        return query({ text: 'select id from sent order by id' });
      });
      expect(seen).toEqual([{ id: 3 }, { id: 11 }, { id: 12 }]);
      expect(await idsOf('sent')).toEqual([3, 11, 12]);
    });

    it('does not wait for them', async () => {
      const other = await database.session();
      await other.query({ text: 'begin' });
      await other.query({ text: 'lock table sent' });
      let sent = 0;
      const transaction = database.transaction(async ({ ahead }) => {
        for (const id of [1, 2, 3]) {
          await ahead.query(copied(id));
          sent += 1;
        }
      });
      await vi.waitUntil(() => sent === 3);
      await other.query({ text: 'rollback' });
      await transaction;
      await other.close();
      expect(await idsOf('sent')).toEqual([1, 2, 3]);
    });

    it('fails with the error of the first that fails, and saves nothing', async () => {
      const transaction = database.transaction(async ({ ahead }) => {
        await ahead.query(note(1));
        await ahead.query(copied(1, 1));
        await ahead.query({ text: 'select 1 / 0' });
      });
      await expect(transaction).rejects.toMatchObject({ code: '23505' });
      expect([await idsOf('notes'), await idsOf('sent')]).toEqual([[], []]);
    });

    it('fails with that error too when something is asked behind it', async () => {
      const transaction = database.transaction(async ({ ahead, query }) => {
        await ahead.query(copied(1, 1));
        await query(note(1));
      });
      await expect(transaction).rejects.toMatchObject({ code: '23505' });
      await expect(
        database.transaction(({ query }) => query({ text: 'select 1 / 0' })),
      ).rejects.toMatchObject({
        code: '22012',
      });
    });

    it('undoes them when the work throws', async () => {
      const transaction = database.transaction(async ({ ahead }) => {
        await ahead.query(copied(1));
        throw new Error('changed my mind');
      });
      await expect(transaction).rejects.toThrow('changed my mind');
      expect(await idsOf('sent')).toEqual([]);
    });

    it('leaves a connection behind that can be used, whatever has failed', async () => {
      const one = createDatabase({ connection: { connectionString }, maxConnections: 1, log: silentLog });
      const pid = async () => (await one.query({ text: 'select pg_backend_pid() as pid' }))[0];
      const before = await pid();
      for (const rows of [copied(1, 1), { ...copied(1), copyRows: Buffer.from('nonsense') }]) {
        await expect(one.transaction(({ ahead }) => ahead.query(rows))).rejects.toMatchObject({
          severity: 'ERROR',
        });
        await one.transaction(({ ahead }) => ahead.query(copied(7)));
        await one.query({ text: 'delete from sent' });
      }
      expect(await pid()).toEqual(before);
      await one.close();
    });

    it('says that nobody knows what was saved when the connection goes away', async () => {
      const transaction = database.transaction(async ({ ahead }) => {
        await ahead.query(copied(1));
        await killOwnConnection(ahead);
        await ahead.query(copied(2));
      });
      await expect(transaction).rejects.toMatchObject({ code: 'unavailable' });
      expect(await idsOf('sent')).toEqual([]);
    });
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
