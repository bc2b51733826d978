import { setTimeout as sleep } from 'node:timers/promises';
import { expect, it, onTestFinished } from 'vitest';
import { testDatabase } from '../harness/database.ts';
import { createNativeClient } from '../harness/native-client.ts';
import { startReceiver } from '../harness/receiver.ts';
import { startProgram } from './kill-program.ts';

const kills = 5;
const writers = 4;

const { database, connectionString } = await testDatabase();

/**
 * An application goes on recording in its own transactions, some of them rolled back, while Bellwire is killed: between
 * a commit and the moment it is taken in, in the middle of that, or while it is sent.
 */
it('loses and invents no recorded event, whenever Bellwire is killed', async () => {
  const receiver = await startReceiver();
  onTestFinished(() => receiver.close());
  receiver.answer(() => ({ delayMs: 5, status: 200 }));
  const program = await startProgram({ databaseUrl: connectionString, database });
  onTestFinished(() => program.stop().then(() => {}));
  const native = await createNativeClient(program.url, program.adminToken);
  await native.done('POST', '/organizations', { key: 'acme', name: 'Acme', dialect: 'mashery' });
  await native.done('POST', '/organizations/acme/webhooks', {
    name: 'all',
    url: receiver.root,
    format: 'standard',
  });

  const committed = new Set<string>();
  const rolledBack = new Set<string>();
  let writing = true;
  async function write(writer: number): Promise<void> {
    for (let turn = 0; writing; turn++) {
      let id = '';
      const transaction = database.transaction(async (tx) => {
        const [row] = await tx.query<{ id: string }>({
          text: `select bellwire.record_event('acme', 'invoice.paid', 'invoice', $1, '{}') as id`,
          values: [`${writer}-${turn}`],
        });
        id = row!.id;
        if (turn % 3 === 0) throw new Error('the application changed its mind');
      });
      await transaction.then(
        () => committed.add(id),
        () => rolledBack.add(id),
      );
      await sleep(10);
    }
  }
  const application = Promise.all(Array.from({ length: writers }, (_, writer) => write(writer)));
  for (let kill = 0; kill < kills; kill++) {
    const before = committed.size;
    while (committed.size < before + 20) await sleep(5);
    await program.crash();
  }
  writing = false;
  await application;

  const received = () => new Set(receiver.calls.map(({ headers }) => headers['webhook-id']!));
  for (const endMs = Date.now() + 60_000; Date.now() < endMs; await sleep(50)) {
    const arrived = received();
    if ([...committed].every((id) => arrived.has(id))) break;
  }
  const arrived = received();
  expect([...committed].filter((id) => !arrived.has(id))).toEqual([]);
  expect([...arrived].filter((id) => !committed.has(id))).toEqual([]);
  expect(rolledBack.size).toBeGreaterThan(0);
  // Each became an event once, however often its taking in was begun.
  const events = await database.query<{ id: string }>({ text: 'select id from events' });
  expect(events.map(({ id }) => id).sort()).toEqual([...committed].sort());
  expect(await database.query({ text: 'select from recorded_events' })).toEqual([]);
  expect(await program.stop()).toBe(0);
}, 300_000);
