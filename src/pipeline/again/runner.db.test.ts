import { beforeEach, describe, expect, it } from 'vitest';
import { dyingDatabase, testJobs } from '../../../test/harness/jobs.ts';
import { maxWaitingJobs } from './create-again.ts';

const jobs = await testJobs();
const { api, again, acme } = jobs;
const { database } = api.webhookServices;
const organizationId = acme.organization.id;
const by = { actor: 'bellwire' };

const count = 10;
let webhookId: string;
let events: string[];
let id: string;
/** A replay of ten events, waiting. */
beforeEach(async () => {
  api.clock.move(60_000);
  const from = api.clock.now().toISOString();
  events = [];
  for (let made = 0; made < count; made++) events.push((await jobs.event()).id);
  webhookId = await jobs.webhook();
  id = await jobs.create({ kind: 'replay', input: { webhookId, from } });
});
const job = () => again.get(organizationId, id);
const replayed = async () => (await jobs.deliveries(webhookId)).map(({ eventId }) => eventId);

describe('a job', () => {
  it.each([
    ['before-commit', 3],
    ['after-commit', 6],
  ] as const)('goes on from its last batch when its node is killed %s', async (moment, done) => {
    const killed = jobs.runner({
      database: dyingDatabase(database, (batch) => (batch === 2 ? moment : null)),
    });
    await jobs.untilState(id, 'running');
    await killed.stop();
    expect(await replayed()).toEqual(events.slice(0, done));
    expect(await job()).toMatchObject({ state: 'running', total: count, queued: done });
    await jobs.runAll();
    expect(await replayed()).toEqual(events);
    expect(await job()).toMatchObject({ state: 'done', queued: count, skipped: 0 });
  });

  it('is one job to two nodes: each batch is done once', async () => {
    let batches = 0;
    const counting = { wake: () => (batches += 1) };
    jobs.runner({ batch: 1, handover: counting });
    await jobs.runAll({ batch: 1, handover: counting });
    expect((await replayed()).sort()).toEqual([...events].sort());
    expect(await job()).toMatchObject({ state: 'done', queued: count, skipped: 0 });
    expect(batches).toBe(count);
  });

  it('is not touched by a node while another one is at a batch of it', async () => {
    let inBatch = () => {};
    let goOn = () => {};
    const began = new Promise<void>((resolve) => (inBatch = resolve));
    const hanging = new Promise<void>((resolve) => (goOn = resolve));
    jobs.runner({
      batch: 100,
      async webhook() {
        inBatch();
        await hanging;
        return null;
      },
    });
    await began;
    // The second node finds nothing to do but a job that was made later.
    const later = await jobs.create({ kind: 'resend', input: { webhookId } });
    jobs.runner();
    await jobs.untilState(later, 'done');
    expect(await job()).toMatchObject({ state: 'waiting', queued: 0 });
    goOn();
    await jobs.untilState(id, 'failed');
  });

  it('takes turns with others, so that a long one keeps nobody waiting', async () => {
    const from = new Date(api.clock.nowMs() - 1).toISOString();
    const short = await jobs.create({ kind: 'resend', input: { webhookId, from } });
    // Time passes with each batch, or all of them would be due at once.
    api.clock.move(1);
    await jobs.runAll({ batch: 1, handover: { wake: () => api.clock.move(1) } });
    const [sooner, later] = [await again.get(organizationId, short), await job()];
    expect(sooner!.finishedAt!.getTime()).toBeLessThan(later!.finishedAt!.getTime());
  });

  it('ends when it is cancelled, and what it has queued stays queued', async () => {
    let batches = 0;
    const stopped = jobs.runner({
      handover: {
        wake() {
          batches += 1;
        },
      },
      database: dyingDatabase(database, (batch) => (batch === 2 ? 'before-commit' : null)),
    });
    await jobs.untilState(id, 'running');
    await stopped.stop();
    expect(await again.cancel({ organizationId, id, by })).toMatchObject({ state: 'cancelled', queued: 3 });
    const later = await jobs.create({ kind: 'resend', input: { webhookId } });
    jobs.runner();
    await jobs.untilState(later, 'done');
    expect(batches).toBe(1);
    expect(await replayed()).toEqual(events.slice(0, 3));
    expect(await job()).toMatchObject({ state: 'cancelled', finishedAt: api.clock.now() });
    expect(await again.cancel({ organizationId, id, by })).toBe('already-finished');
    expect(await again.cancel({ organizationId, id: organizationId, by })).toBe('not-found');
  });

  it('is tried again later when a batch fails, while others go on, and fails for good in the end', async () => {
    const broken = async () => {
      throw new Error('no vault');
    };
    jobs.runner({ webhook: broken });
    const later = await jobs.create({ kind: 'resend', input: { webhookId } });
    await jobs.untilState(later, 'done');
    expect(await job()).toMatchObject({ state: 'waiting', detail: 'no vault', queued: 0 });
    for (let failure = 2; failure <= 6; failure++) {
      api.clock.move(300_000);
      // A runner of its own: nothing wakes one that sleeps when a clock is moved by hand.
      const runner = jobs.runner({ webhook: broken });
      await expect.poll(() => failures(), { timeout: 5000 }).toBe(failure);
      await runner.stop();
    }
    expect(await job()).toMatchObject({ state: 'failed', detail: 'no vault', finishedAt: api.clock.now() });
    expect(await replayed()).toEqual([]);
  });

  it('recovers from a failure', async () => {
    let failing = true;
    const runner = jobs.runner({
      database: {
        ...database,
        transaction: (work) =>
          database.transaction(async (tx) => {
            const result = await work(tx);
            if (failing) {
              failing = false;
              throw new Error('full disk');
            }
            return result;
          }),
      },
    });
    await expect.poll(() => failures(), { timeout: 5000 }).toBe(1);
    await runner.stop();
    api.clock.move(1000);
    await jobs.runAll();
    expect(await job()).toMatchObject({ state: 'done', detail: null, queued: count });
    expect(await replayed()).toEqual(events);
  });
});

it(`is refused when ${maxWaitingJobs} are waiting`, async () => {
  const order = { kind: 'resend', input: { webhookId } } as const;
  const waiting = async () =>
    (await database.query({ text: 'select from jobs where due_at is not null' })).length;
  while ((await waiting()) < maxWaitingJobs) await jobs.create(order);
  await expect(jobs.create(order)).rejects.toMatchObject({ code: 'conflict' });
  await again.cancel({ organizationId, id, by });
  await jobs.create(order);
});

async function failures(): Promise<number> {
  const [row] = await database.query<{ failures: number }>({
    text: 'select failures from jobs where id = $1',
    values: [id],
  });
  return row!.failures;
}
