import { expect, it, onTestFinished, vi } from 'vitest';
import { testDatabase } from '../harness/database.ts';
import { invoice } from '../harness/engine.ts';
import { createNativeClient } from '../harness/native-client.ts';
import { startReceiver } from '../harness/receiver.ts';
import { startProgram } from './kill-program.ts';

const kills = 5;
const objects = ['a', 'b', 'c'];
const stepsOfEach = 250;

const { database, connectionString } = await testDatabase();

/**
 * Long backlogs of a few objects, sent in runs, and a program that is killed in the middle of them. What is sent again begins
 * with the first whose result was not written and goes on from there: nobody sees a step ahead of its time, and whoever takes
 * each step for the latest ends with the last one.
 */
it('tells of each object step by step, whenever Bellwire is killed', async () => {
  const receiver = await startReceiver();
  onTestFinished(() => receiver.close());
  const told: { object: string; step: number; status: number }[] = [];
  const failed = new Set<string>();
  receiver.answer(({ body }) => {
    const { id: object, step } = JSON.parse(body).data;
    const fails = step % 40 === 17 && !failed.has(`${object} ${step}`);
    if (fails) failed.add(`${object} ${step}`);
    const status = fails ? 503 : 200;
    told.push({ object, step, status });
    return { status, delayMs: 1 };
  });
  const program = await startProgram({ databaseUrl: connectionString, database });
  onTestFinished(() => program.stop().then(() => {}));
  const native = await createNativeClient(program.url, program.adminToken);
  await native.done('POST', '/organizations', { key: 'acme', name: 'Acme', dialect: 'mashery' });
  await native.done('POST', '/organizations/acme/webhooks', {
    name: 'all',
    url: receiver.root,
    format: 'standard',
    limits: { ordering: 'object' },
    policy: { retryDelaysMs: Array(10).fill(100), jitter: 0 },
  });
  const steps = Array.from({ length: stepsOfEach }, (_, index) => index + 1);
  const events = steps.flatMap((step) => objects.map((object) => invoice(object, { data: { step } })));
  await native.done('POST', '/organizations/acme/events', { events });
  for (let kill = 0; kill < kills; kill++) {
    const before = told.length;
    await vi.waitUntil(() => told.length >= before + 40, { timeout: 20_000, interval: 1 });
    await program.crash();
  }
  const owed = () => database.query({ text: 'select from deliveries where due_at is not null' });
  await vi.waitUntil(async () => (await owed()).length === 0, { timeout: 60_000, interval: 50 });

  for (const object of objects) {
    const of = told.filter((one) => one.object === object);
    let back = 0;
    let latest = 0;
    for (const [at, { step }] of of.entries()) {
      const before = of[at - 1] ?? { step: 0, status: 200 };
      expect(step, `${object}, behind ${before.step}`).toBeLessThanOrEqual(before.step + 1);
      if (before.status === 200 && step <= before.step) back += 1;
      if (before.status === 503) expect(step).toBeLessThanOrEqual(before.step);
      latest = Math.max(latest, step);
    }
    expect([of.at(-1)?.step, latest]).toEqual([stepsOfEach, stepsOfEach]);
    expect(back).toBeLessThanOrEqual(kills);
  }
  expect(await database.query({ text: `select from deliveries where state <> 'delivered'` })).toEqual([]);
  expect(await program.stop()).toBe(0);
}, 120_000);
