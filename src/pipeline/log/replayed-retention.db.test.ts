import { expect, it } from 'vitest';
import { testJobs } from '../../../test/harness/jobs.ts';
import { partitionsAhead } from '../../store/partitions.ts';
import { createRetention } from './retention.ts';

const dayMs = 24 * 60 * 60 * 1000;
const jobs = await testJobs();
const { api, acme } = jobs;
const { database } = api.webhookServices;
const retention = createRetention({
  database,
  clock: api.clock,
  log: api.log,
  defaultDays: 30,
  usageDays: 100,
  auditDays: 365,
});
const days = async () =>
  (await database.query({ text: "select from pg_class where relname = 'events_20260301'" })).length;

it('keeps an old event while a replayed delivery of it is owed, but not for a webhook that is off', async () => {
  await partitionsAhead(database, api.clock.nowMs(), api.log);
  await jobs.event();
  const from = api.clock.now().toISOString();
  api.clock.move(40 * dayMs);
  const webhookId = await jobs.webhook();
  await jobs.create({ kind: 'replay', input: { webhookId, from } });
  await jobs.runAll();
  await retention.sweep();
  expect(await days()).toBe(1);
  expect(await jobs.deliveries(webhookId)).toMatchObject([{ due: 'now' }]);

  await api.webhooks.update(acme, { id: webhookId }, { enabled: false });
  await retention.sweep();
  expect(await days()).toBe(0);
  expect(await jobs.deliveries(webhookId)).toMatchObject([{ state: 'cancelled', due: null }]);
});
