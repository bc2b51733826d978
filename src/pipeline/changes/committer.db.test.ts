import { beforeEach, describe, expect, it } from 'vitest';
import { testDatabase } from '../../../test/harness/database.ts';
import { masheryObject, masheryWebhook } from '../../../test/harness/mashery-objects.ts';
import { movableClock } from '../../../test/harness/movable-clock.ts';
import { createIds } from '../../base/ids.ts';
import type { ObjectRecord } from '../../catalogue/object-record.ts';
import { masheryCatalogue } from '../../dialects/mashery/catalogue/index.ts';
import { standardFormat } from '../../formats/standard.ts';
import type { Database } from '../../store/database.ts';
import { organizationInsert } from '../../store/queries/organizations/organization-insert.ts';
import type { Handover, OwedDelivery } from '../handover.ts';
import { createCommitter } from './committer.ts';
import { recordsOf } from './published.ts';
import type { Write } from './write.ts';

const { database } = await testDatabase();
const clock = movableClock();
const ids = createIds(clock);
const type = masheryCatalogue.types.member!;
const { organizationId } = masheryObject('member');
const webhook = masheryWebhook({ format: 'standard', settings: {} });
const nodeId = ids.uuid();
await database.transaction((tx) =>
  organizationInsert(tx, {
    id: organizationId,
    key: 'area',
    name: 'Area',
    dialect: 'mashery',
    settings: { customFields: {} },
    createdAt: clock.now(),
    updatedAt: clock.now(),
  }),
);

/** Room for so many; keeps what it is given. */
function handoverWith(room: number) {
  const own = { reserved: 0, most: 0, accepted: [] as OwedDelivery[], woken: 0 };
  const handover: Handover = {
    nodeId: () => nodeId,
    reserve() {
      if (own.reserved + own.accepted.length >= room) return false;
      own.reserved += 1;
      own.most = Math.max(own.most, own.reserved);
      return true;
    },
    accept(owed) {
      own.reserved -= owed.length;
      own.accepted.push(...owed);
    },
    release(owed) {
      own.reserved -= owed.length;
    },
    wake() {
      own.woken += 1;
    },
  };
  return { own, handover };
}

/** A committer on a database that counts its transactions. */
function committerWith({ room = 10_000 }: { room?: number } = {}) {
  let transactions = 0;
  const counting: Database = {
    ...database,
    transaction(work) {
      transactions += 1;
      return database.transaction(work);
    },
  };
  const { own, handover } = handoverWith(room);
  const formats = new Map([['standard', standardFormat]]);
  const webhooks = async () => [webhook];
  const committer = createCommitter({ database: counting, clock, ids, formats, handover, webhooks });
  /** Commits all at once, and answers with what came of each: its state, or the code of its error. */
  const commit = async (writes: readonly Write[]) => {
    const results = await Promise.allSettled(writes.map((write) => committer.commit(write)));
    return results.map((one) =>
      one.status === 'fulfilled' ? one.value.state : (one.reason.code ?? one.reason.message),
    );
  };
  return { commit, own, transactions: () => transactions };
}

const bare = { organizationId, actor: 'token:1', published: [], silent: false };

function published(id: string): Write {
  const transactionId = ids.uuid();
  const object = { type: 'invoice', id, number: null };
  const event = { type: 'invoice.paid', object, data: {}, related: {}, occurredAt: null };
  const records = recordsOf([event], { ...bare, ids, now: clock.now(), transactionId });
  return { ...bare, transactionId, plan: null, published: records };
}

function planned(operation: 'created' | 'updated', before: ObjectRecord | null, after: ObjectRecord): Write {
  const changes = [{ operation, type, before, after, related: {} }];
  const plan = { organizationId, changes, reads: new Map(), children: [] };
  return { ...bare, transactionId: ids.uuid(), plan };
}
let numbers = 0;
function member(username: string): ObjectRecord {
  numbers += 1;
  return { ...masheryObject('member', { username }), id: ids.uuid(), number: numbers };
}
const created = (username: string) => planned('created', null, member(username));
function updated(before: ObjectRecord): Write {
  return planned('updated', before, { ...before, version: before.version + 1 });
}

async function count(table: string): Promise<number> {
  return (await database.query({ text: `select from ${table}` })).length;
}
beforeEach(() => database.query({ text: 'truncate events, deliveries, payloads' }));

describe('writes that come at the same time', () => {
  it('share transactions, and each is saved once', async () => {
    const { commit, own, transactions } = committerWith();
    const writes = Array.from({ length: 500 }, (_, index) => published(`inv-${index}`));
    expect(new Set(await commit(writes))).toEqual(new Set(['saved']));
    expect(transactions()).toBeLessThanOrEqual(7);
    expect([await count('events'), await count('deliveries'), await count('payloads')]).toEqual([
      500, 500, 500,
    ]);
    expect(new Set(own.accepted.map(({ event }) => event.objectId)).size).toBe(500);
    expect([own.reserved, own.woken]).toEqual([0, 0]);
  });

  it('are changes and published events alike', async () => {
    const { commit, transactions } = committerWith();
    const names = Array.from({ length: 50 }, (_, index) => `both${index}`);
    const states = await commit(names.flatMap((name) => [created(name), published(name)]));
    expect([new Set(states), transactions()]).toEqual([new Set(['saved']), 1]);
    expect(await count('events')).toBe(100);
  });

  it('fail alone where they break a rule: the others are saved', async () => {
    const { commit, own } = committerWith();
    const writes = [created('ann'), created('bob'), created('ann'), published('x'), created('cid')];
    expect(await commit(writes)).toEqual(['saved', 'saved', 'duplicate', 'saved', 'saved']);
    expect([await count('events'), await count('deliveries')]).toEqual([4, 4]);
    expect(own.accepted.map(({ event }) => event.transactionId)).toEqual(
      [writes[0], writes[1], writes[3], writes[4]].map((write) => write!.transactionId),
    );
    expect(own.reserved).toBe(0);
  });

  it('fail alone where they are outdated, without a second transaction', async () => {
    const { commit, own, transactions } = committerWith();
    const joe = member('joe');
    await commit([planned('created', null, joe)]);
    const stale = { ...joe, version: 7 };
    // Two changes of one version: only the first one of them can be right.
    const states = await commit([updated(stale), updated(joe), updated(joe), created('jane')]);
    expect(states).toEqual(['outdated', 'saved', 'outdated', 'saved']);
    expect([transactions(), await count('events'), own.reserved]).toEqual([2, 3, 0]);
  });

  it('are not saved where somebody else has done it already, and only those', async () => {
    const { commit, own } = committerWith();
    const done: Write = { ...published('a'), first: { key: 'a', run: async () => false } };
    const toDo: Write = { ...published('b'), first: { key: 'b', run: async () => true } };
    expect(await commit([done, toDo, published('c')])).toEqual(['done-already', 'saved', 'saved']);
    expect(own.accepted.map(({ event }) => event.objectId)).toEqual(['b', 'c']);
  });

  it('are told of by nobody where they are silent', async () => {
    const { commit, own } = committerWith();
    expect(await commit([{ ...created('silent'), silent: true }, published('loud')])).toEqual([
      'saved',
      'saved',
    ]);
    expect([await count('events'), own.accepted.length]).toEqual([1, 1]);
  });
});

describe('what is owed', () => {
  it('is held as far as there is room, and the rest is for whoever claims it', async () => {
    const { commit, own } = committerWith({ room: 3 });
    await commit(Array.from({ length: 8 }, (_, index) => published(`inv-${index}`)));
    const rows = await database.query<{ id: string; leased_by: string | null }>({
      text: 'select id, leased_by from deliveries order by id',
    });
    const heldIds = rows.filter(({ leased_by }) => leased_by === nodeId).map(({ id }) => id);
    expect(own.accepted.map(({ id }) => id).sort()).toEqual(heldIds);
    expect([heldIds.length, rows.length, own.reserved]).toEqual([3, 8, 0]);
    expect(own.woken).toBeGreaterThanOrEqual(1);
  });

  it.each(['events', 'payloads', 'deliveries'])(
    'gives its room back when %s cannot be written',
    async (table) => {
      const { commit, own } = committerWith();
      await database.query({
        text: `create or replace function refuse() returns trigger language plpgsql as
          $$ begin raise exception 'the disk is full'; end $$`,
      });
      await database.query({
        text: `create trigger refuse after insert on ${table} for each row execute function refuse()`,
      });
      const states = await commit([published('a'), published('b'), published('c')]);
      await database.query({ text: `drop trigger refuse on ${table}` });
      expect(new Set(states).size).toBe(1);
      expect(states[0]).not.toBe('saved');
      expect([await count('events'), own.reserved, own.accepted]).toEqual([0, 0, []]);
      // The next ones are none the worse for it.
      expect(await commit([published('d')])).toEqual(['saved']);
      expect(own.accepted).toHaveLength(1);
    },
  );

  it('gives its room back when only the end of the transaction fails', async () => {
    const { commit, own } = committerWith();
    await database.query({
      text: `create or replace function refuse() returns trigger language plpgsql as
        $$ begin raise exception 'too late'; end $$`,
    });
    await database.query({
      text: `create constraint trigger refuse_late after insert on objects
        deferrable initially deferred for each row execute function refuse()`,
    });
    const states = await commit([created('late'), published('a')]);
    await database.query({ text: 'drop trigger refuse_late on objects' });
    expect([states[0] === 'saved', states[1], own.reserved]).toEqual([false, 'saved', 0]);
    expect([own.most, own.accepted.map(({ event }) => event.objectId)]).toEqual([2, ['a']]);
  });

  it('is not tried a second time when the connection is lost: it may be saved', async () => {
    const { commit, own, transactions } = committerWith();
    const killing: Write = {
      ...published('a'),
      first: {
        key: 'a',
        async run(tx) {
          await tx.query({ text: 'select pg_terminate_backend(pg_backend_pid())' });
          return true;
        },
      },
    };
    const states = await commit([killing, published('b')]);
    expect(states).not.toContain('saved');
    expect([transactions(), own.reserved, await count('events')]).toEqual([1, 0, 0]);
  });
});
