import { randomBytes } from 'node:crypto';
import { describe, expect, it, onTestFinished } from 'vitest';
import { testDatabase } from '../../test/harness/database.ts';
import { recordingLog } from '../../test/harness/recording-log.ts';
import { createDatabase } from './create-database.ts';
import type { Queries } from './database.ts';
import { migrate } from './migrate.ts';

const { database, connectionString } = await testDatabase({ empty: true });
const log = recordingLog();

/** A Bellwire whose tables lie in a schema of their own, in this database. */
function installedIn(schema: string) {
  const connection = {
    connectionString: `${connectionString}?options=${encodeURIComponent(`-c search_path=${schema}`)}`,
  };
  const installed = createDatabase({ connection, maxConnections: 2, log });
  onTestFinished(() => installed.close());
  return installed;
}

const addOrganization = (queries: Queries, key: string) =>
  queries.query({
    text: `insert into organizations (id, key, name, dialect, created_at, updated_at)
           values (gen_random_uuid(), $1, $1, 'mashery', now(), now())`,
    values: [key],
  });
const record = (queries: Queries, key: string) =>
  queries.query({ text: `select bellwire.record_event($1, 'a', 'a', 'a', '{}')`, values: [key] });

describe('record_event', () => {
  it('belongs to the first Bellwire of a database, whatever schema its tables are in', async () => {
    for (const schema of ['first', '"Second"']) await database.query({ text: `create schema ${schema}` });
    const first = installedIn('first');
    await migrate({ database: first, log });
    await addOrganization(first, 'acme');
    await record(database, 'acme');
    expect(await database.query({ text: 'select from first.recorded_events' })).toHaveLength(1);

    const second = installedIn('"Second"');
    await migrate({ database: second, log });
    await addOrganization(second, 'other');
    await expect(record(second, 'other')).rejects.toThrow('there is no organization "other"');
    await record(second, 'acme');
    expect(await database.query({ text: 'select from first.recorded_events' })).toHaveLength(2);
  });

  it('is not made by a user who may not make schemas, who is told what to do', async () => {
    const { database: own, connectionString: url } = await testDatabase({ empty: true });
    const role = `bellwire_poor_${randomBytes(6).toString('hex')}`;
    await own.query({ text: `create role ${role} login password 'poor'` });
    await own.query({ text: `create schema tables authorization ${role}` });
    const poor = new URL(url);
    poor.username = role;
    poor.password = 'poor';
    poor.searchParams.set('options', '-c search_path=tables');
    const connection = { connectionString: poor.href };
    const installed = createDatabase({ connection, maxConnections: 2, log });
    onTestFinished(async () => {
      await installed.close();
      await own.query({ text: `drop owned by ${role}` });
      await own.query({ text: `drop role ${role}` });
    });
    await expect(migrate({ database: installed, log })).rejects.toThrow('needs a schema named bellwire');
    await own.query({ text: `create schema bellwire authorization ${role}` });
    await migrate({ database: installed, log });
    await addOrganization(installed, 'acme');
    await record(own, 'acme');
    // A schema that comes ahead of the one with the tables takes nothing over.
    await own.query({ text: `alter role ${role} set search_path = bellwire, tables` });
    expect(await migrate({ database: installed, log })).toEqual([]);
    expect(await own.query({ text: `select to_regclass('bellwire.bellwire_migrations') as found` })).toEqual([
      { found: null },
    ]);
  });
});
