import { describe, expect, it } from 'vitest';
import { testPipeline, waitForLock } from '../../../../test/harness/pipeline.ts';
import { sqlStateOf } from '../../connection-errors.ts';
import { type LockMode, objectsLock } from './objects-lock.ts';

const { database, shop, make } = await testPipeline();
const organizationId = shop.organization.id;
const ids = (await Promise.all(['a', 'b', 'c'].map((name) => make('depot', { name })))).sort();
const [first, second, third] = ids as [string, string, string];
const lockedBy = (modes: [string, LockMode][], then = async () => {}) =>
  database.transaction(async (tx) => {
    const versions = await objectsLock(tx, organizationId, new Map(modes));
    await then();
    return versions;
  });

describe('locking objects', () => {
  it('answers with the version of each, and leaves out what is not there', async () => {
    const nowhere = '00000000-0000-7000-8000-000000000000';
    const versions = await lockedBy([
      [third, 'stay'],
      [first, 'alone'],
      [nowhere, 'change'],
      [second, 'change'],
    ]);
    expect(versions).toEqual(new Map(ids.map((id) => [id, 1])));
    expect(await lockedBy([])).toEqual(new Map());
  });

  it('sees the version that another transaction leaves behind which it has waited for', async () => {
    let later: Promise<Map<string, number>> = Promise.resolve(new Map());
    await database.transaction(async (tx) => {
      await objectsLock(tx, organizationId, new Map([[first, 'change']]));
      await tx.query({ text: 'update objects set version = 2 where id = $1', values: [first] });
      later = lockedBy([
        [first, 'change'],
        [second, 'alone'],
      ]);
      await waitForLock(database);
    });
    expect(await later).toEqual(
      new Map([
        [first, 2],
        [second, 1],
      ]),
    );
  });

  it('makes nobody wait in a circle, however the modes are crossed', async () => {
    const modes: LockMode[] = ['alone', 'change', 'stay'];
    const crossings = modes.flatMap((one) => modes.map((other) => [one, other] as const));
    for (const [one, other] of crossings) {
      const both = [
        [first, one, second, other],
        [first, other, second, one],
      ] as const;
      const rounds = Array.from({ length: 6 }, () => both).flat();
      const outcomes = await Promise.allSettled(
        rounds.map(([a, modeA, b, modeB]) =>
          lockedBy([
            [a, modeA],
            [b, modeB],
          ]),
        ),
      );
      const states = outcomes.flatMap((outcome) =>
        outcome.status === 'rejected' ? [sqlStateOf(outcome.reason) ?? String(outcome.reason)] : [],
      );
      expect({ one, other, states }).toEqual({ one, other, states: [] });
    }
  });

  it('takes the first of them before it waits for a later one, whatever their modes', async () => {
    let waiting: Promise<unknown> = Promise.resolve();
    await lockedBy([[second, 'alone']], async () => {
      waiting = lockedBy([
        [second, 'alone'],
        [first, 'stay'],
      ]);
      await waitForLock(database);
      // It has the first one already, so whoever wants that alone comes after it.
      const taken = database.transaction((tx) =>
        tx.query({ text: 'select from objects where id = $1 for update nowait', values: [first] }),
      );
      await expect(taken).rejects.toMatchObject({ code: '55P03' });
    });
    await waiting;
  });
});
