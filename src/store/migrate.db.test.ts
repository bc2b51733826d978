import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import { testDatabase } from '../../test/harness/database.ts';
import { silentLog } from '../base/log.ts';
import type { Database } from './database.ts';
import { migrate, pendingMigrations } from './migrate.ts';

describe('migrate', () => {
  let folder: string;
  let database: Database;

  beforeAll(async () => {
    ({ database } = await testDatabase({ empty: true, maxConnections: 4 }));
  });
  beforeEach(async () => {
    folder = await mkdtemp(join(tmpdir(), 'bellwire-migrations-'));
    await database.query({ text: 'drop schema public cascade; create schema public' });
    // Neither statement may run twice, nor may the second run before the first.
    await write('000001_people.sql', "create table people (name text); insert into people values ('Ada')");
    await write('000002_ages.sql', 'select pg_sleep(0.1); alter table people add age int');
  });

  afterEach(() => rm(folder, { recursive: true }));

  const write = (name: string, sql: string) => writeFile(join(folder, name), sql);
  const run = () => migrate({ database, log: silentLog, folder });

  it('applies every migration once when twenty nodes start at the same time', async () => {
    const applied = await Promise.all(Array.from({ length: 20 }, run));

    expect(applied.flat().map(({ number }) => number)).toEqual([1, 2]);
    expect(await database.query({ text: 'select * from people' })).toEqual([{ name: 'Ada', age: null }]);
    expect(await database.query({ text: 'select number, name from bellwire_migrations order by 1' })).toEqual(
      [
        { number: 1, name: 'people' },
        { number: 2, name: 'ages' },
      ],
    );
  });

  it('applies only what is new', async () => {
    await run();
    await write('000003_towns.sql', 'create table towns (name text)');

    expect(await pendingMigrations({ database, folder })).toMatchObject([{ fileName: '000003_towns.sql' }]);
    expect(await run()).toMatchObject([{ number: 3 }]);
    expect(await pendingMigrations({ database, folder })).toEqual([]);
  });

  it('names everything as pending on a fresh database, and leaves it fresh', async () => {
    expect(await pendingMigrations({ database, folder })).toHaveLength(2);

    const tables = await database.query({ text: `select 1 from pg_tables where schemaname = 'public'` });
    expect(tables).toEqual([]);
  });

  it('keeps what came before a migration that fails, and nothing of that one', async () => {
    await write('000003_wrong.sql', 'create table towns (name text); select no_such_column');

    await expect(run()).rejects.toThrow('no_such_column');

    expect(await pendingMigrations({ database, folder })).toMatchObject([{ number: 3 }]);
    expect(await database.query({ text: `select to_regclass('towns') as towns` })).toEqual([{ towns: null }]);
  });

  it('refuses a schema that is newer than the program', async () => {
    await run();
    await rm(join(folder, '000002_ages.sql'));

    await expect(run()).rejects.toMatchObject({
      code: 'conflict',
      message: expect.stringContaining('The database has schema 2, this program knows 1'),
    });
  });

  it('refuses a migration that was renamed after it was applied', async () => {
    await run();
    await rm(join(folder, '000001_people.sql'));
    await write('000001_persons.sql', 'create table persons (name text)');

    await expect(run()).rejects.toMatchObject({
      code: 'conflict',
      message: expect.stringContaining('"people"'),
    });
  });

  it('refuses a database that lacks a migration in the middle', async () => {
    await run();
    await database.query({ text: 'delete from bellwire_migrations where number = 1' });

    await expect(run()).rejects.toMatchObject({
      code: 'conflict',
      message: expect.stringContaining('lacks it'),
    });
  });

  it('refuses a folder with a gap', async () => {
    await write('000004_late.sql', 'select 1');

    await expect(run()).rejects.toMatchObject({
      code: 'conflict',
      message: expect.stringContaining('expected 000003_'),
    });
  });
});
