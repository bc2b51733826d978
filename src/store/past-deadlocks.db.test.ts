import { expect, it } from 'vitest';
import { testDatabase } from '../../test/harness/database.ts';
import { sqlStateOf } from './connection-errors.ts';
import { pastDeadlocks } from './past-deadlocks.ts';

const { database } = await testDatabase();
await database.query({
  text: 'create table counted (id integer primary key, count integer not null default 0)',
});

/** Two transactions that take both rows, one of them the other way round, each when the other has its first. */
async function inACircle(run: typeof pastDeadlocks): Promise<PromiseSettledResult<void>[]> {
  await database.query({ text: 'truncate counted' });
  await database.query({ text: 'insert into counted (id) values (1), (2)' });
  const has: (() => void)[] = [];
  const hasFirst = [0, 1].map(() => new Promise<void>((resolve) => has.push(resolve)));
  const both = [
    [1, 2],
    [2, 1],
  ].map((order, index) =>
    run(database, async (tx) => {
      for (const id of order) {
        await tx.query({ text: 'update counted set count = count + 1 where id = $1', values: [id] });
        has[index]?.();
        await Promise.all(hasFirst);
      }
    }),
  );
  return Promise.allSettled(both);
}

it('lets both of two transactions through that wait for each other, each of them once', async () => {
  const ended = await inACircle(pastDeadlocks);
  expect(ended.map(({ status }) => status)).toEqual(['fulfilled', 'fulfilled']);
  expect(await database.query({ text: 'select count from counted' })).toEqual([{ count: 2 }, { count: 2 }]);
});

it('is what they need: without it one of them fails', async () => {
  const ended = await inACircle((given, work) => given.transaction(work));
  const failed = ended.filter((one): one is PromiseRejectedResult => one.status === 'rejected');
  expect(failed.map(({ reason }) => sqlStateOf(reason))).toEqual(['40P01']);
});

it('leaves every other error as it is, and tries such once', async () => {
  let tries = 0;
  const failing = pastDeadlocks(database, async (tx) => {
    tries += 1;
    await tx.query({ text: 'select from nothing_of_that_name' });
  });
  await expect(failing).rejects.toMatchObject({ code: '42P01' });
  expect(tries).toBe(1);
});

it('gives up where it does not help', async () => {
  let tries = 0;
  const given = {
    async transaction(): Promise<never> {
      tries += 1;
      throw Object.assign(new Error('deadlock detected'), { code: '40P01', severity: 'ERROR' });
    },
  };
  await expect(pastDeadlocks(given, async () => {})).rejects.toThrow('deadlock detected');
  expect(tries).toBe(4);
});
