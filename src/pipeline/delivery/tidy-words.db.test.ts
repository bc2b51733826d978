import { expect, it, vi } from 'vitest';
import { testDatabase } from '../../../test/harness/database.ts';
import { madeAttemptRow } from '../../../test/harness/log-rows.ts';
import { movableClock } from '../../../test/harness/movable-clock.ts';
import { recordingLog } from '../../../test/harness/recording-log.ts';
import type { Database } from '../../store/database.ts';
import { attemptsInsert } from '../../store/queries/attempts/attempts-insert.ts';
import { createTidyWords } from './tidy-words.ts';

const { database } = await testDatabase();
const clock = movableClock('2026-03-01T10:00:00Z');
const attempt = { ...madeAttemptRow(clock.now()), words: ['ada'] };

/** How many pages wait in the list of the index. They are put in their place by asking. */
async function pagesWaiting(): Promise<number> {
  const [row] = await database.query<{ pages: string }>({
    text: `
      select sum(gin_clean_pending_list(inhrelid)) as pages
      from pg_inherits where inhparent = 'attempts_by_words'::regclass`,
  });
  return Number(row?.pages);
}

it('empties the list of the index while searched attempts are written', async () => {
  await attemptsInsert(database, [attempt]);
  expect(await pagesWaiting()).toBeGreaterThan(0);

  let tidied = 0;
  const watched: Database = {
    ...database,
    async query(statement) {
      const rows = await database.query(statement);
      tidied += 1;
      return rows as never;
    },
  };
  const log = recordingLog();
  const tidy = createTidyWords({ database: watched, clock, log });
  await attemptsInsert(database, [{ ...madeAttemptRow(clock.now()), words: ['grace'] }]);
  tidy.written([{ attempt: null }, { attempt }]);
  tidy.written([{ attempt }]);
  await vi.waitFor(() => expect(tidied).toBe(1), { timeout: 5000 });
  await tidy.stop();
  expect(await pagesWaiting()).toBe(0);
  expect(log.lines).toEqual([]);
});

it('asks for nothing where nothing that is searched is written', async () => {
  const query = () => expect.unreachable('nothing is to be tidied');
  vi.useFakeTimers();
  const tidy = createTidyWords({ database: { ...database, query }, clock, log: recordingLog() });
  tidy.written([{ attempt: null }, { attempt: { ...attempt, words: null } }]);
  await vi.advanceTimersByTimeAsync(10_000);
  vi.useRealTimers();
  await tidy.stop();
});

it('says where it cannot be done, and leaves it alone for a minute', async () => {
  const asked = vi.fn().mockRejectedValue(new Error('must be owner of index'));
  vi.useFakeTimers();
  const log = recordingLog();
  const tidy = createTidyWords({ database: { ...database, query: asked }, clock, log });
  for (let second = 0; second < 30; second += 1) {
    tidy.written([{ attempt }]);
    await vi.advanceTimersByTimeAsync(1000);
  }
  expect(asked).toHaveBeenCalledOnce();
  expect(log.lines).toMatchObject([{ level: 'warn', facts: { reason: 'must be owner of index' } }]);
  vi.useRealTimers();
  await tidy.stop();
});
