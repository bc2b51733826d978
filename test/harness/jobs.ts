import { setTimeout as sleep } from 'node:timers/promises';
import { afterEach } from 'vitest';
import { bellwirePrincipal } from '../../src/access/bellwire-principal.ts';
import { standardFormat } from '../../src/formats/standard.ts';
import type { Again } from '../../src/pipeline/again/again.ts';
import { createAgain } from '../../src/pipeline/again/create-again.ts';
import { createRunner, type Runner, type RunnerOptions } from '../../src/pipeline/again/runner.ts';
import type { Database, Queries } from '../../src/store/database.ts';
import { eventsInsert } from '../../src/store/queries/events/events-insert.ts';
import { webhooksByIds } from '../../src/store/queries/webhooks/webhooks-by-ids.ts';
import type { EventRecord } from '../../src/store/records/event.ts';
import type { JobOrder, JobState } from '../../src/store/records/job.ts';
import type { WebhookContext } from '../../src/webhooks/services.ts';
import { type TestApi, testApi } from './native-api.ts';

/** Everything that jobs work on, with nothing sent: what is due stays due, for a test to look at. */
export interface TestJobs {
  api: TestApi;
  again: Again;
  acme: WebhookContext;
  webhook(change?: { enabled?: boolean; eventTypes?: string[] }): Promise<string>;
  event(type?: string): Promise<EventRecord>;
  delivery(input: {
    webhookId: string;
    event?: EventRecord;
    state?: 'waiting' | 'delivered' | 'failed' | 'cancelled';
    status?: number;
    reason?: string;
    finishedAt?: Date;
  }): Promise<string>;
  create(order: JobOrder): Promise<string>;
  /** A runner, stopped at the end of the test, with batches of three unless something else is asked for. */
  runner(options?: Partial<RunnerOptions>): Runner;
  /** Runs until no job is unfinished. */
  runAll(options?: Partial<RunnerOptions>): Promise<void>;
  untilState(id: string, ...states: JobState[]): Promise<void>;
  deliveries(webhookId: string): Promise<DeliveryState[]>;
}

/** What became of a delivery. `due`: `now`, `held`, or null. */
export interface DeliveryState {
  id: string;
  eventId: string;
  state: string;
  due: 'now' | 'held' | null;
  roundAttempts: number;
}

/** Call it in `beforeAll`, or at the top of a file. */
export async function testJobs(): Promise<TestJobs> {
  const again = {} as Again;
  const api = await testApi({ again });
  const { clock, ids, log } = api;
  const { database, vault } = api.webhookServices;
  const formats = new Map([['standard', standardFormat]]);
  const webhookOf = async (queries: Queries, organizationId: string, id: string) => {
    const [found] = await webhooksByIds(queries, vault, [{ organizationId, id }], clock.now());
    return found ?? null;
  };
  Object.assign(again, createAgain({ database, clock, ids, formats, webhook: webhookOf, wake: () => {} }));
  const organization = await api.organizations.create(bellwirePrincipal, {
    key: 'acme',
    name: 'Acme',
    dialect: 'small',
  });
  const acme: WebhookContext = { principal: bellwirePrincipal, organization };
  let running: Runner[] = [];
  afterEach(async () => {
    await Promise.all(running.map((runner) => runner.stop()));
    running = [];
  });

  const jobs: TestJobs = {
    api,
    again,
    acme,
    async webhook({ enabled = true, eventTypes = [] } = {}) {
      const input = { name: 'Billing', url: 'https://hooks.example.com', enabled, settings: { eventTypes } };
      return (await api.webhooks.create(acme, input)).id;
    },

    async event(type = 'member.created') {
      const [objectType] = type.split('.', 1) as [string];
      const event: EventRecord = {
        organizationId: organization.id,
        id: ids.uuid(),
        type,
        objectType,
        objectId: ids.uuid(),
        transactionId: ids.uuid(),
        actor: 'token:test',
        occurredAt: clock.now(),
        data: {
          operation: 'created',
          object: { type: objectType, id: 'x', number: 1, createdAt: null, updatedAt: null, fields: {} },
          related: {},
        },
      };
      await eventsInsert(database, [event]);
      return event;
    },

    async delivery({ webhookId, event, state = 'failed', status, reason, finishedAt }) {
      const of = event ?? (await jobs.event());
      const id = ids.uuid();
      const now = clock.now();
      await database.query({
        text: `
          insert into deliveries (
            organization_id, id, event_id, webhook_id, event_type, object_type, object_id, transaction_id, state,
            round_attempts, due_at, last_status, last_reason, created_at, finished_at
          )
          values ($1, $2, $3, $4, $5, $6, $7, $8, $9, 4, $10, $11, $12, $13, $14)`,
        values: [
          ...[
            organization.id,
            id,
            of.id,
            webhookId,
            of.type,
            of.objectType,
            of.objectId,
            of.transactionId,
            state,
          ],
          ...[state === 'waiting' ? now : null, status, reason, now],
          state === 'waiting' ? null : (finishedAt ?? now),
        ],
      });
      return id;
    },

    async create(order) {
      return (await again.create(organization.id, { order, by: { actor: 'token:test' } })).id;
    },

    runner(options = {}) {
      const handover = { wake() {} };
      const all = { database, clock, ids, log, formats, webhook: webhookOf, handover, batch: 3, ...options };
      const runner = createRunner(all);
      running.push(runner);
      runner.start();
      return runner;
    },

    async runAll(options) {
      const runner = jobs.runner(options);
      await until(async () => (await unfinished(database)) === 0);
      await runner.stop();
    },

    untilState: (id, ...states) =>
      until(async () => states.includes((await again.get(organization.id, id))!.state)),

    async deliveries(webhookId) {
      const rows = await database.query<{
        id: string;
        event_id: string;
        state: string;
        due: DeliveryState['due'];
        round_attempts: number;
      }>({
        text: `
          select
            id, event_id, state, round_attempts,
            case when due_at = 'infinity' then 'held' when due_at is not null then 'now' end as due
          from deliveries
          where webhook_id = $1
          order by id`,
        values: [webhookId],
      });
      return rows.map((row) => ({
        id: row.id,
        eventId: row.event_id,
        state: row.state,
        due: row.due,
        roundAttempts: row.round_attempts,
      }));
    },
  };
  return jobs;
}

/** A database that goes away for good, as for a killed process, when `dies` says so after a batch. */
export function dyingDatabase(
  database: Database,
  dies: (batch: number) => 'before-commit' | 'after-commit' | null,
): Database {
  let batches = 0;
  let dead = false;
  const alive = () => {
    if (dead) throw new Error('killed');
  };
  return {
    ...database,
    async query(statement) {
      alive();
      return database.query(statement);
    },
    async transaction(work) {
      alive();
      batches += 1;
      const moment = dies(batches);
      dead = moment !== null;
      const result = await database.transaction(async (tx) => {
        const answer = await work(tx);
        if (moment === 'before-commit') throw new Error('killed');
        return answer;
      });
      if (moment === 'after-commit') throw new Error('killed');
      return result;
    },
  };
}

async function unfinished(database: Database): Promise<number> {
  const [row] = await database.query<{ count: number }>({
    text: 'select count(*) as count from jobs where due_at is not null',
  });
  return row!.count;
}

async function until(condition: () => Promise<boolean>): Promise<void> {
  const giveUpAt = Date.now() + 15_000;
  while (!(await condition())) {
    if (Date.now() > giveUpAt) throw new Error('What was waited for did not happen within 15 s');
    await sleep(10);
  }
}
