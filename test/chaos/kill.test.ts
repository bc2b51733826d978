import { setTimeout as sleep } from 'node:timers/promises';
import { describe, expect, it, onTestFinished } from 'vitest';
import { setUp } from '../../src/cli/demo/set-up.ts';
import type { Database } from '../../src/store/database.ts';
import { testDatabase } from '../harness/database.ts';
import { startReceiver } from '../harness/receiver.ts';
import { brokenPromises, type SavedState } from './kill-oracle.ts';
import { startProgram } from './kill-program.ts';
import { type AskedChange, playStory } from './kill-story.ts';
import { newSeed, randomFrom } from './random.ts';

const changes = 500;
const kills = 20;
/** To play a run again: how the moments of the kills and the receiver's moods were chosen. */
const seed = Number(process.env.BELLWIRE_CHAOS_SEED ?? newSeed());

const { database, connectionString } = await testDatabase();

describe('kill -9', () => {
  it('at twenty moments of a story loses nothing, invents nothing and changes nothing', async () => {
    const random = randomFrom(seed);
    const receiver = await startReceiver();
    onTestFinished(() => receiver.close());
    // Slow enough that a kill finds calls under way, and now and then in no mood.
    receiver.answer((_call, index) => ({
      delayMs: Math.floor(random() * 20),
      status: index % 50 === 25 ? 503 : 200,
    }));
    const program = await startProgram({ databaseUrl: connectionString, database });
    onTestFinished(() => program.stop().then(() => {}));
    const { url, adminToken } = program;
    const stage = await setUp({ url, adminToken, receiverRoot: receiver.root });
    // Bad moods and kills come in a row, and the third retry of the standard policy is minutes away: longer than what still waits is waited for.
    const [webhook] = await database.query<{ id: string }>({ text: 'select id from webhooks' });
    const policy = { retryDelaysMs: Array.from({ length: 20 }, () => 500) };
    await stage.native('PATCH', `/organizations/demo/webhooks/${webhook!.id}`, { policy });

    const moments = new Set<number>();
    while (moments.size < kills) moments.add(1 + Math.floor(random() * changes));
    const crashes: Promise<void>[] = [];
    const asked = await playStory({
      url,
      stage,
      clients: 6,
      count: changes,
      up: () => program.up(),
      onChange(number) {
        if (moments.has(number)) crashes.push(sleep(random() * 15).then(() => program.crash()));
      },
    });
    await Promise.all(crashes);
    await untilNothingWaits(database);

    const saved = await savedIn(database);
    expect({ seed, broken: brokenPromises(asked, saved, receiver.calls) }).toEqual({ seed, broken: [] });
    expect(crashes).toHaveLength(kills);
    // It was a story, and the kills were in the middle of it.
    expect(asked).toHaveLength(changes);
    expect(countOf(asked, 'acknowledged')).toBeGreaterThan(changes / 2);
    expect(countOf(asked, 'unknown')).toBeGreaterThan(0);
    expect(receiver.calls.length).toBeGreaterThan(saved.events.length);
    expect(await program.stop()).toBe(0);
  }, 240_000);
});

function countOf(asked: AskedChange[], outcome: AskedChange['outcome']): number {
  return asked.filter((change) => change.outcome === outcome).length;
}

/** What still waits after a minute waits for ever; then it is said which that is. */
async function untilNothingWaits(database: Database): Promise<void> {
  for (const endMs = Date.now() + 60_000; Date.now() < endMs; ) {
    const [row] = await database.query<{ count: number }>({
      text: 'select count(*) as count from deliveries where due_at is not null',
    });
    if (row?.count === 0) return;
    await sleep(50);
  }
}

async function savedIn(database: Database): Promise<SavedState> {
  const types = `('member', 'application', 'package_key')`;
  return {
    events: await database.query({ text: 'select id, type, object_id, data from events order by id' }),
    objects: await database.query({
      text: `select id, type, version, fields from objects where type in ${types}`,
    }),
    deliveries: await database.query({ text: 'select event_id, state from deliveries' }),
  };
}
