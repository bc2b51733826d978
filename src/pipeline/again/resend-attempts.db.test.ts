import { beforeEach, describe, expect, it } from 'vitest';
import { testJobs } from '../../../test/harness/jobs.ts';
import { searchedAttempt } from '../../../test/harness/searched-attempts.ts';
import type { ResendAttemptsInput } from '../../store/records/job.ts';

const jobs = await testJobs();
const { api, again, acme } = jobs;
const { database } = api.accessServices;
const organizationId = acme.organization.id;

let webhookId: string;
beforeEach(async () => {
  api.clock.move(60_000);
  webhookId = await jobs.webhook();
});
const order = (input: ResendAttemptsInput) => ({ kind: 'resend-attempts', input }) as const;
const attempt = (deliveryId: string | null, text = 'ada', more = {}) =>
  searchedAttempt(jobs, { webhookId, deliveryId, text, ...more });
const delivery = () => jobs.delivery({ webhookId });
const dueOf = async () => (await jobs.deliveries(webhookId)).map(({ due }) => due);
/** Runs a job to its end and answers with it. Batches of three. */
async function run(input: ResendAttemptsInput) {
  const id = await jobs.create(order(input));
  await jobs.runAll();
  return (await again.get(organizationId, id))!;
}

describe('sending again what attempts told of', () => {
  it('makes the deliveries of the attempts that are named due, and no others', async () => {
    const deliveries = [await delivery(), await delivery(), await delivery()];
    const ids = await Promise.all(deliveries.map((id) => attempt(id)));
    const test = await attempt(null);
    const job = await run({ ids: [ids[2]!, ids[0]!, test, ids[0]!] });
    expect(await dueOf()).toEqual(['now', null, 'now']);
    expect(job).toMatchObject({ state: 'done', total: 3, queued: 2, skipped: 1 });
  });

  it('finds them by ids in capitals as well, in all of its batches', async () => {
    const ids: string[] = [];
    for (let n = 0; n < 8; n += 1) ids.push(await attempt(await delivery()));
    const job = await run({ ids: ids.map((id, at) => (at % 2 === 0 ? id.toUpperCase() : id)) });
    expect(await dueOf()).toEqual(ids.map(() => 'now'));
    expect(job).toMatchObject({ state: 'done', total: 8, queued: 8, skipped: 0 });
  });

  it.each<[string, ResendAttemptsInput, string]>([
    ['words', { text: 'ada' }, 'x··'],
    ['the beginning of a word', { text: 'grac' }, '·x·'],
    ['a class of statuses', { status: '5xx' }, '··x'],
    ['a status and a word that are not together', { status: '503', text: 'ada' }, '···'],
    ['a type', { type: 'application.created' }, '·x·'],
  ])('finds them by %s', async (_what, input, expected) => {
    await attempt(await delivery(), 'ada');
    await attempt(await delivery(), 'grace', { type: 'application.created' });
    await attempt(await delivery(), 'alan', { status: 503 });
    await attempt(null, 'ada grace', { status: 503, type: 'application.created' });
    await run({ webhookId, ...input });
    expect((await dueOf()).map((due) => (due === null ? '·' : 'x')).join('')).toBe(expected);
  });

  it('keeps to a time, from a moment on and up to another', async () => {
    const times: string[] = [];
    for (let n = 0; n < 4; n += 1) {
      api.clock.move(1000);
      times.push(api.clock.now().toISOString());
      await attempt(await delivery());
    }
    await run({ webhookId, from: times[1]!, to: times[3]! });
    expect(await dueOf()).toEqual([null, 'now', 'now', null]);
  });

  it('sends a delivery once, though attempts of it are in several batches and it ends again meanwhile', async () => {
    const one = await delivery();
    for (let n = 0; n < 7; n += 1) await attempt(one);
    const id = await jobs.create(order({ webhookId, text: 'ada' }));
    const sentAtOnce = { text: `update deliveries set state = 'delivered', due_at = null` };
    await jobs.runAll({
      database: {
        ...database,
        async transaction(work) {
          const answer = await database.transaction(work);
          await database.query(sentAtOnce);
          return answer;
        },
      },
    });
    expect(await again.get(organizationId, id)).toMatchObject({ total: 7, queued: 1, skipped: 6 });
  });

  it('touches nothing of what was attempted after it', async () => {
    await attempt(await delivery());
    const id = await jobs.create(order({ webhookId, text: 'ada' }));
    api.clock.move(1000);
    await attempt(await delivery());
    await jobs.runAll();
    expect(await dueOf()).toEqual(['now', null]);
    expect(await again.get(organizationId, id)).toMatchObject({ total: 1, queued: 1 });
  });

  it('leaves alone what still waits', async () => {
    const waiting = await jobs.delivery({ webhookId, state: 'waiting' });
    await attempt(waiting);
    expect(await run({ webhookId, text: 'ada' })).toMatchObject({ total: 1, queued: 0, skipped: 1 });
  });

  it('says beforehand how many it would send, to whom, and of which time', async () => {
    const first = api.clock.now();
    const [one, other] = [await delivery(), await delivery()];
    await attempt(one);
    await attempt(one);
    api.clock.move(5000);
    const newest = api.clock.now();
    await attempt(other);
    await attempt(null);
    await attempt(await jobs.delivery({ webhookId, state: 'waiting' }));
    expect(await again.count(organizationId, order({ webhookId, text: 'ada' }))).toEqual({
      count: 2,
      capped: false,
      beingSent: 0,
      touched: { webhookIds: [webhookId], oldest: first, newest },
    });
    expect(await again.count(organizationId, order({ webhookId, text: 'nothing' }))).toEqual({
      count: 0,
      capped: false,
      beingSent: 0,
      touched: { webhookIds: [], oldest: null, newest: null },
    });
  });

  it('finds nothing of another organization, by ids neither', async () => {
    const ids = [await attempt(await delivery())];
    const beta = await api.organizations.create(acme.principal, { key: 'beta', name: 'B', dialect: 'small' });
    for (const input of [{ ids }, { text: 'ada' }]) {
      await again.create(beta.id, { order: order(input), by: { actor: 'token:test' } });
      expect(await again.count(beta.id, order(input))).toMatchObject({ count: 0 });
    }
    await jobs.runAll();
    expect(await dueOf()).toEqual([null]);
  });
});
