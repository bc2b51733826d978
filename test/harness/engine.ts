import { setTimeout as sleep } from 'node:timers/promises';
import { expect } from 'vitest';
import { type Clock, systemClock } from '../../src/base/clock.ts';
import { readConfig } from '../../src/config.ts';
import { type Bellwire, startBellwire } from '../../src/main.ts';
import type { Database } from '../../src/store/database.ts';
import { testDatabase } from './database.ts';
import { atEndOfFile } from './end-of-file.ts';
import type { HttpAnswer } from './http-client.ts';
import { createNativeClient, type NativeClient } from './native-client.ts';
import { type Receiver, startReceiver } from './receiver.ts';
import { recordingLog } from './recording-log.ts';

/** A Bellwire for tests of what it does with events that are published: it can be restarted, and has a second node. */
export interface TestEngine {
  database: Database;
  clock: ShiftedClock;
  /** The administrator's. */
  token: string;
  /** Of the first node. */
  url(): string;
  /** The first node's API, as the administrator. It follows that node when it is restarted. */
  native(): NativeClient;
  /** Stops the first node, and starts it again. */
  restart(): Promise<void>;
  /** One more node on the same database. */
  secondNode(): Promise<{ url: string; native: NativeClient }>;
  organization(): Promise<EngineOrganization>;
}

/** An organization of its own, with everything that a test does to it. */
export interface EngineOrganization {
  id: string;
  key: string;
  native(): NativeClient;
  /** Starts a receiver and registers a webhook of the standard format that leads to it. */
  receiver(change?: object): Promise<Receiver & { webhook: HttpAnswer['body'] }>;
  publish(...events: object[]): Promise<string[]>;
  /** How many deliveries are in each state. */
  states(): Promise<Record<string, number>>;
}

/** The machine's clock, moved. */
export interface ShiftedClock extends Clock {
  move(ms: number): void;
}

/** Call it at the top of a file. */
export async function testEngine(): Promise<TestEngine> {
  const { database, connectionString } = await testDatabase();
  const clock = shiftedClock();
  const log = recordingLog();
  const nodes: Bellwire[] = [];
  const receivers: Receiver[] = [];
  atEndOfFile(async () => {
    await Promise.all(receivers.map((receiver) => receiver.close()));
    await Promise.all(nodes.map((node) => node.close()));
    const errors = log.lines.filter(({ level }) => level === 'error');
    if (errors.length > 0) throw new Error(`Bellwire logged errors: ${JSON.stringify(errors, null, 2)}`);
  });

  async function start(): Promise<Bellwire> {
    const config = readConfig({
      DATABASE_URL: connectionString,
      BELLWIRE_PORT: '0',
      BELLWIRE_SECRET_KEY: Buffer.alloc(32, 7).toString('base64'),
      BELLWIRE_ALLOW_ADDRESSES: '127.0.0.1',
    });
    const node = await startBellwire({ config, log, clock });
    nodes.push(node);
    return node;
  }
  let first = await start();
  const token = first.firstToken!;
  let native = await createNativeClient(first.url, token);
  let organizations = 0;

  return {
    database,
    clock,
    token,
    url: () => first.url,
    native: () => native,
    async restart() {
      nodes.splice(nodes.indexOf(first), 1);
      await first.close();
      first = await start();
      native = await createNativeClient(first.url, token);
    },
    async secondNode() {
      const { url } = await start();
      return { url, native: await createNativeClient(url, token) };
    },
    async organization() {
      organizations += 1;
      const key = `org${organizations}`;
      const { id } = await native.done('POST', '/organizations', { key, name: key, dialect: 'mashery' });
      const own = () => native.at(`/organizations/${key}`);
      return {
        id,
        key,
        native: own,
        async receiver(change = {}) {
          const receiver = await startReceiver();
          receivers.push(receiver);
          const name = `Receiver ${receivers.length}`;
          const webhook = await own().done('POST', '/webhooks', {
            name,
            url: receiver.root,
            format: 'standard',
            ...change,
          });
          return { ...receiver, webhook };
        },
        publish: async (...events) => (await own().done('POST', '/events', { events })).eventIds,
        states: () => statesOf(database, id),
      };
    },
  };
}

/** An event about an invoice, unless something else is said. */
export function invoice(id: string, change: object = {}): object {
  return { type: 'invoice.paid', object: { type: 'invoice', id }, data: { amount: 12.5 }, ...change };
}

/** Waits until this is so. */
export async function eventually<Found>(check: () => Promise<Found> | Found): Promise<Found> {
  const deadline = Date.now() + 20_000;
  for (;;) {
    try {
      return await check();
    } catch (error) {
      if (Date.now() > deadline) throw error;
      await sleep(25);
    }
  }
}

/** Waits until these, and no others, are the states of an organization's deliveries. */
export const untilStates = (organization: EngineOrganization, states: Record<string, number>) =>
  eventually(async () => expect(await organization.states()).toEqual(states));

async function statesOf(database: Database, organizationId: string): Promise<Record<string, number>> {
  const rows = await database.query<{ state: string; count: number }>({
    text: 'select state, count(*)::int as count from deliveries where organization_id = $1 group by state',
    values: [organizationId],
  });
  return Object.fromEntries(rows.map(({ state, count }) => [state, count]));
}

function shiftedClock(): ShiftedClock {
  let offsetMs = 0;
  return {
    now: () => new Date(Date.now() + offsetMs),
    nowMs: () => Date.now() + offsetMs,
    monotonicMs: () => systemClock.monotonicMs() + offsetMs,
    move(ms) {
      offsetMs += ms;
    },
  };
}
