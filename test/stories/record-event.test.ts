import { randomBytes } from 'node:crypto';
import { describe, expect, it, onTestFinished } from 'vitest';
import type { Queries } from '../../src/store/database.ts';
import { type EngineOrganization, eventually, invoice, testEngine, untilStates } from '../harness/engine.ts';

const engine = await testEngine();
const { database } = engine;

interface Recorded {
  organization?: string | null;
  type?: string | null;
  object_type?: string | null;
  object_id?: string | null;
  data?: unknown;
  object_number?: number | null;
  related?: unknown;
  occurred_at?: string | null;
  idempotency_key?: string | null;
}

/** Calls the function as an application would, with named arguments. */
async function record(queries: Queries, { key }: EngineOrganization, change: Recorded = {}): Promise<string> {
  const given: Recorded = {
    organization: key,
    type: 'invoice.paid',
    object_type: 'invoice',
    object_id: 'inv-1',
    data: { amount: 12.5 },
    ...change,
  };
  const names = Object.keys(given);
  const [row] = await queries.query<{ id: string }>({
    text: `select bellwire.record_event(${names.map((name, at) => `${name} => $${at + 1}`).join(', ')}) as id`,
    values: Object.values(given).map((value) =>
      typeof value === 'object' && value !== null ? JSON.stringify(value) : value,
    ),
  });
  return row!.id;
}

const waiting = async (organization: EngineOrganization) =>
  database.query<{ id: string; reason: string | null; detail: string | null; refused: boolean }>({
    text: `select id, reason, detail, refused_at is not null as refused from recorded_events
           where organization_id = $1 order by position`,
    values: [organization.id],
  });

describe('record_event', () => {
  it('tells of what was committed, under the id that it answered', async () => {
    const organization = await engine.organization();
    const receiver = await organization.receiver();
    const id = await record(database, organization, {
      object_number: 7,
      related: { customer: { type: 'customer', id: 'c-1', data: { name: 'Joe' } } },
      occurred_at: '1999-12-31T23:59:59.5+01:00',
    });
    const [call] = await receiver.waitForCount(1);
    expect([call!.headers['webhook-id'], JSON.parse(call!.body)]).toMatchObject([
      id,
      {
        type: 'invoice.paid',
        timestamp: '1999-12-31T22:59:59.500Z',
        data: { amount: 12.5, id: 'inv-1', number: 7, related: { customer: { name: 'Joe', number: null } } },
      },
    ]);
    await untilStates(organization, { delivered: 1 });
    const kept = await organization.native().done('GET', `/events/${id}`);
    expect(kept).toMatchObject({
      type: 'invoice.paid',
      objectId: 'inv-1',
      actor: expect.stringMatching(/^database:/),
    });
    expect(await waiting(organization)).toEqual([]);
  });

  it('sends nothing of a transaction that was rolled back, nor of a savepoint', async () => {
    const organization = await engine.organization();
    const receiver = await organization.receiver();
    const rolledBack = database.transaction(async (tx) => {
      await record(tx, organization, { object_id: 'never' });
      throw new Error('the application changed its mind');
    });
    await expect(rolledBack).rejects.toThrow('changed its mind');
    await database.transaction(async (tx) => {
      await record(tx, organization, { object_id: 'before' });
      await tx.query({ text: 'savepoint here' });
      await record(tx, organization, { object_id: 'never' });
      await tx.query({ text: 'rollback to here' });
      await record(tx, organization, { object_id: 'after' });
    });
    const calls = await receiver.waitForCount(2);
    await untilStates(organization, { delivered: 2 });
    expect(calls.map(({ body }) => JSON.parse(body).data.id)).toEqual(['before', 'after']);
  });

  it('sends nothing before the commit', async () => {
    const organization = await engine.organization();
    const receiver = await organization.receiver();
    await database.transaction(async (tx) => {
      await record(tx, organization, { object_id: 'first' });
      // Something that is told later, and arrives: what was recorded would have been there by now.
      await organization.publish(invoice('second'));
      await receiver.waitForCount(1);
      await untilStates(organization, { delivered: 1 });
    });
    const calls = await receiver.waitForCount(2);
    expect(calls.map(({ body }) => JSON.parse(body).data.id)).toEqual(['second', 'first']);
  });

  it('keeps what one transaction recorded together, and in order', async () => {
    const organization = await engine.organization();
    const receiver = await organization.receiver({ limits: { ordering: 'object' } });
    const ids = await database.transaction(async (tx) => {
      const recorded: string[] = [];
      for (let step = 1; step <= 5; step++) {
        recorded.push(await record(tx, organization, { data: { step } }));
      }
      return recorded;
    });
    const later = await record(database, organization, { data: { step: 6 } });
    const calls = await receiver.waitForCount(6);
    expect(calls.map(({ body }) => JSON.parse(body).data.step)).toEqual([1, 2, 3, 4, 5, 6]);
    expect([...ids, later]).toEqual([...ids, later].sort());
    const events = await organization.native().list('/events');
    const transactions = new Map<string, number>();
    for (const { transactionId } of events) {
      transactions.set(transactionId, (transactions.get(transactionId) ?? 0) + 1);
    }
    expect([...transactions.values()].sort()).toEqual([1, 5]);
  });

  it('is taken in by several nodes side by side, each event once and each object in order', async () => {
    const organization = await engine.organization();
    const receiver = await organization.receiver({ limits: { ordering: 'object', concurrency: 16 } });
    await engine.secondNode();
    const objects = Array.from({ length: 10 }, (_, at) => `inv-${at}`);
    await Promise.all(
      objects.map(async (object_id) => {
        for (let step = 1; step <= 20; step++)
          await record(database, organization, { object_id, data: { step } });
      }),
    );
    await untilStates(organization, { delivered: 200 });
    const steps = new Map(objects.map((id) => [id, [] as number[]]));
    for (const { body } of receiver.calls) {
      const { data } = JSON.parse(body);
      steps.get(data.id)!.push(data.step);
    }
    const inOrder = Array.from({ length: 20 }, (_, at) => at + 1);
    expect([...steps.values()]).toEqual(objects.map(() => inOrder));
  });

  it('finds its tables whatever the caller searches first', async () => {
    const organization = await engine.organization();
    const id = await database.transaction(async (tx) => {
      await tx.query({ text: 'create temporary table organizations (id uuid, key text) on commit drop' });
      await tx.query({ text: 'create temporary table recorded_events (id uuid) on commit drop' });
      await tx.query({ text: 'set local search_path = pg_temp' });
      return record(tx, organization);
    });
    await eventually(async () => {
      expect((await organization.native().ask('GET', `/events/${id}`)).status).toBe(200);
    });
  });
});

describe('a repeat', () => {
  it('with the same key gets the first answer, and records nothing', async () => {
    const organization = await engine.organization();
    const receiver = await organization.receiver();
    const key = { idempotency_key: 'paid-1' };
    const first = await record(database, organization, key);
    expect(await record(database, organization, key)).toBe(first);
    await expect(record(database, organization, { ...key, data: {} })).rejects.toThrow(
      'used for another event',
    );
    await record(database, organization, { object_id: 'last' });
    await receiver.waitForCount(2);
    await untilStates(organization, { delivered: 2 });
  });

  it('is one from a session in another time zone too, with the same time', async () => {
    const organization = await engine.organization();
    const given = { idempotency_key: 'paid-1', occurred_at: '2026-01-31T08:00:00.5Z' };
    const inZone = (zone: string, change: Recorded) =>
      database.transaction(async (tx) => {
        await tx.query({ text: `set local time zone '${zone}'` });
        return record(tx, organization, change);
      });
    const first = await inZone('UTC', given);
    expect(await inZone('Asia/Tokyo', given)).toBe(first);
    const later = { ...given, occurred_at: '2026-01-31T08:00:00.6Z' };
    await expect(inZone('UTC', later)).rejects.toThrow('used for another event');
  });

  it('waits for the one that is just being recorded, and takes its place when that is rolled back', async () => {
    const organization = await engine.organization();
    const key = { idempotency_key: 'paid-1' };
    let second: Promise<string> | undefined;
    const first = database.transaction(async (tx) => {
      await record(tx, organization, key);
      second = record(database, organization, key);
      await eventually(async () => {
        const blocked = await database.query({
          text: `select from pg_stat_activity where datname = current_database() and wait_event = 'transactionid'`,
        });
        expect(blocked).toHaveLength(1);
      });
      throw new Error('no');
    });
    await expect(first).rejects.toThrow('no');
    const id = await second!;
    await eventually(async () => {
      expect((await organization.native().list('/events')).map((event) => event.id)).toEqual([id]);
    });
  });
});

describe('who calls it', () => {
  it('needs the right to, which nobody has unasked', async () => {
    const organization = await engine.organization();
    const role = `bellwire_app_${randomBytes(6).toString('hex')}`;
    await database.query({ text: `create role ${role}` });
    onTestFinished(async () => {
      await database.query({ text: `drop owned by ${role}` });
      await database.query({ text: `drop role ${role}` });
    });
    const asRole = (work: (tx: Queries) => Promise<unknown>) =>
      database.transaction(async (tx) => {
        await tx.query({ text: `set local role ${role}` });
        return work(tx);
      });
    await expect(asRole((tx) => record(tx, organization))).rejects.toThrow(
      'permission denied for schema bellwire',
    );
    await database.query({ text: `grant usage on schema bellwire to ${role}` });
    await expect(asRole((tx) => record(tx, organization))).rejects.toThrow('permission denied for function');
    await database.query({ text: `grant execute on function bellwire.record_event to ${role}` });
    const id = await asRole((tx) => record(tx, organization));
    await expect(asRole((tx) => tx.query({ text: 'select from recorded_events' }))).rejects.toThrow(
      'permission denied for table',
    );
    await eventually(async () => {
      expect((await organization.native().ask('GET', `/events/${id}`)).status).toBe(200);
    });
  });

  it.each<[string, Recorded, string]>([
    ['an organization that is not there', { organization: 'nobody' }, 'there is no organization "nobody"'],
    ['no organization', { organization: null }, 'organization must be given'],
    ['a blank type', { type: '' }, 'type must be'],
    ['a type with a space', { type: 'invoice paid' }, 'type must be'],
    ['a type that is kept for Bellwire', { type: 'bellwire.x' }, 'must not begin with bellwire.'],
    ['no object type', { object_type: null }, 'object_type must be'],
    ['an empty id', { object_id: '' }, 'object_id must be'],
    ['an id that is too long', { object_id: 'a'.repeat(256) }, 'object_id must be'],
    ['a number below zero', { object_number: -1 }, 'object_number must be'],
    ['no data', { data: null }, 'data must be a JSON object'],
    ['data that is a list', { data: [] }, 'data must be a JSON object'],
    ['data that is too large', { data: { text: 'a'.repeat(1024 * 1024) } }, 'larger than 1048576 bytes'],
    ['data that is too deep', { data: nested(40) }, 'nested deeper than 30 levels'],
    ['a field that would change a prototype', { data: '{"a":[{"__proto__":1}]}' }, 'named __proto__'],
    ['a number that JSON cannot tell', { data: '{"a":[1e400]}' }, 'beyond 1e308'],
    ['related that is a list', { related: [] }, 'related must be a JSON object'],
    ['a related object without data', { related: { a: { type: 'a', id: 'a' } } }, 'related."a"'],
    [
      'a related object with an odd number',
      { related: { a: { type: 'a', id: 'a', data: {}, number: 1.5 } } },
      'related."a"',
    ],
    [
      'a relation with an odd name',
      { related: { 'A b': { type: 'a', id: 'a', data: {} } } },
      'related."A b"',
    ],
    ['a time without end', { occurred_at: 'infinity' }, 'occurred_at must be'],
    ['a blank key', { idempotency_key: '' }, 'idempotency_key must be'],
  ])('is told of %s', async (_what, change, message) => {
    const organization = await engine.organization();
    await expect(record(database, organization, change)).rejects.toThrow(message);
    expect(await waiting(organization)).toEqual([]);
  });

  it('may nest as deeply as it is told, and give what has no number one later', async () => {
    const organization = await engine.organization();
    await organization.receiver();
    await record(database, organization, {
      organization: organization.id.toUpperCase(),
      data: nested(30),
      related: { a: { type: 'a', id: 'a', data: {}, number: null } },
    });
    await untilStates(organization, { delivered: 1 });
  });
});

describe('what cannot become an event', () => {
  it('stays with the reason, and keeps nothing else from being sent', async () => {
    const gone = await engine.organization();
    const organization = await engine.organization();
    const receiver = await organization.receiver();
    let id = '';
    await database.transaction(async (tx) => {
      id = await record(tx, gone);
      await engine.native().done('DELETE', `/organizations/${gone.key}?confirm=${gone.key}`);
      await record(tx, organization);
    });
    await receiver.waitForCount(1);
    expect(await waiting(gone)).toEqual([
      { id, reason: 'organization-removed', detail: 'Its organization was removed.', refused: true },
    ]);
    const metrics = await (await fetch(`${engine.url()}/metrics`)).text();
    expect(metrics).toMatch(/^bellwire_recorded_events\{state="refused"\} [1-9]/m);
    expect(metrics).toMatch(/^bellwire_recorded_events_total\{outcome="accepted"\} [1-9]/m);
  });

  it('is put aside alone when the database does not take it, and is taken in when that is mended', async () => {
    const organization = await engine.organization();
    const receiver = await organization.receiver();
    await database.query({
      text: `alter table events add constraint no_thirteen check (object_id <> 'thirteen')`,
    });
    const ids = await database.transaction(async (tx) => {
      const recorded: string[] = [];
      for (const object_id of ['twelve', 'thirteen', 'fourteen']) {
        recorded.push(await record(tx, organization, { object_id }));
      }
      return recorded;
    });
    await receiver.waitForCount(2);
    await eventually(async () => {
      expect(await waiting(organization)).toMatchObject([
        { id: ids[1], reason: 'cannot-be-kept', refused: true },
      ]);
    });
    await database.query({ text: 'alter table events drop constraint no_thirteen' });
    await database.query({
      text: 'update recorded_events set refused_at = null where id = $1',
      values: [ids[1]],
    });
    const calls = await receiver.waitForCount(3);
    expect(new Set(calls.map(({ headers }) => headers['webhook-id']))).toEqual(new Set(ids));
  });
});

function nested(depth: number): object {
  return depth === 0 ? {} : { a: nested(depth - 1) };
}
