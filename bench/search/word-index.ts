import type { Database } from '../../src/store/database.ts';

/** The index of words, while the log is filled. */
export interface WordIndex {
  /** Builds a partition's part, as the migration has it. */
  buildFor(partition: string): Promise<void>;
  /** Puts the parts together again. */
  restore(): Promise<void>;
}

/** Takes the index of words away: to build it of what is there is much quicker than to add to it row by row. */
export async function withoutWordIndex(database: Database): Promise<WordIndex> {
  const [found] = await database.query<{ definition: string }>({
    text: `select pg_get_indexdef('attempts_by_words'::regclass) as definition`,
  });
  const using = found?.definition.replace(/^create index \S+ on only \S+ /i, '');
  if (using === undefined) throw new Error('There is no index of words');
  await database.query({ text: 'drop index attempts_by_words' });
  return {
    async buildFor(partition) {
      await database.transaction(async (tx) => {
        await tx.query({ text: `set local maintenance_work_mem = '1GB'` });
        await tx.query({ text: `create index on ${partition} ${using}` });
      });
    },
    async restore() {
      // Takes the partitions' own indexes for its parts, as they are built alike.
      await database.query({ text: `create index attempts_by_words on attempts ${using}` });
    },
  };
}
