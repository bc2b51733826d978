import { beforeAll, describe, expect, it } from 'vitest';
import { testPipeline } from '../../test/harness/pipeline.ts';
import type { Transaction } from './database.ts';
import { wholeTables } from './day-tables.ts';
import { attemptsByIds } from './queries/attempts/attempts-by-ids.ts';
import { attemptsList, attemptsOfDelivery } from './queries/attempts/attempts-list.ts';
import { objectsChildrenIds } from './queries/changes/objects-children-ids.ts';
import { objectsLock } from './queries/changes/objects-lock.ts';
import { deliveriesList, deliveriesOfEvent, deliveryGet } from './queries/deliveries/deliveries-list.ts';
import { deliveriesOfEvents } from './queries/deliveries/deliveries-of-events.ts';
import { deliveriesSettle } from './queries/deliveries/deliveries-settle.ts';
import { deliveryCancel } from './queries/deliveries/delivery-cancel.ts';
import { deliveryRequeue } from './queries/deliveries/delivery-requeue.ts';
import { eventGet, eventsList } from './queries/events/events-list.ts';
import { objectHistory } from './queries/events/object-history.ts';
import { metersHold, metersOfSubjects } from './queries/metering/meters-read.ts';
import { childrenCount } from './queries/objects/children-count.ts';
import { objectFindByNumber } from './queries/objects/object-find.ts';
import { objectsByIds } from './queries/objects/objects-by-ids.ts';
import { objectIdsByUnique } from './queries/objects/objects-by-names.ts';
import { objectsByNumbers } from './queries/objects/objects-by-numbers.ts';
import { objectsChildren } from './queries/objects/objects-children.ts';
import { objectsChildrenCounts } from './queries/objects/objects-children-counts.ts';
import { objectsList } from './queries/objects/objects-list.ts';
import { objectsPage } from './queries/objects/objects-page.ts';

/** What an organization has of each kind once it has grown; each statement wants a few of them. */
const many = 2000;
/** The most rows that one of the statements below has reason to look at. */
const few = 40;
/** Known beforehand, so that the same statements can run before and after. */
const idOf = (number: number) => `00000000-0000-7000-8000-${number.toString(16).padStart(12, '0')}`;

interface Fixture {
  organizationId: string;
  now: Date;
}
type Statement = (tx: Transaction, fixture: Fixture) => Promise<unknown>;

/** Object 3 is the customer of orders 4, 5, 7, …; object 1500 is that of 1501 and 1502. */
const parent = idOf(1500);
const children = { parentIds: [parent], type: 'order', relation: 'customer' };

const newest = { limit: 10 };
const newestOrders = { type: 'order', sort: null, descending: true, from: null, limit: 10 };

/** Statements that know by a key which rows they want, or walk along an index for a page of them. */
const statements: Record<string, Statement> = {
  'locks objects': (tx, { organizationId }) =>
    objectsLock(
      tx,
      organizationId,
      new Map([
        [idOf(900), 'alone'],
        [idOf(901), 'change'],
        [idOf(902), 'stay'],
      ]),
    ),
  'reads objects': (tx, { organizationId }) =>
    objectsByIds(tx, { organizationId, ids: [idOf(900), idOf(901)] }),
  'finds an object by its number': (tx, { organizationId }) =>
    objectFindByNumber(tx, { organizationId, type: 'customer', number: 900 }),
  'finds objects by their numbers': (tx, { organizationId }) =>
    objectsByNumbers(tx, { organizationId, types: ['customer'], numbers: [900, 903] }),
  'finds objects by a unique value': (tx, { organizationId }) =>
    objectIdsByUnique(tx, { organizationId, type: 'customer', rule: 'name', values: ['n900'] }),
  'reads the children of an object': (tx, { organizationId }) =>
    objectsChildren(tx, { organizationId, ...children, limit: 10 }),
  'reads the first children of one that has many': (tx, { organizationId }) =>
    objectsChildren(tx, { organizationId, ...children, parentIds: [idOf(3)], limit: 10 }),
  'reads the ids of the children of an object': (tx, { organizationId }) =>
    objectsChildrenIds(tx, organizationId, [{ parentId: parent, type: 'order', relation: 'customer' }]),
  'counts the children of objects': (tx, { organizationId }) =>
    objectsChildrenCounts(tx, { organizationId, ...children, fields: null }),
  'counts the children of objects that have a value': (tx, { organizationId }) =>
    objectsChildrenCounts(tx, { organizationId, ...children, fields: { name: 'n1501' } }),
  'counts the children of an object by type': (tx, { organizationId }) =>
    childrenCount(tx, { organizationId, parentId: parent }),
  'lists what is under an object': (tx, { organizationId }) =>
    objectsList(tx, organizationId, {
      type: 'order',
      limit: 10,
      offset: 0,
      under: { parentId: parent, relation: 'customer' },
    }),
  'writes a result': (tx, { organizationId, now }) =>
    deliveriesSettle(
      tx,
      idOf(0),
      [
        {
          organizationId,
          id: idOf(900),
          webhookId: idOf(0),
          state: 'delivered',
          attemptsBefore: 0,
          attemptsMade: 1,
          dueAt: null,
          lastAttemptAt: now,
          lastStatus: 200,
          lastReason: null,
          finishedAt: now,
        },
      ],
      wholeTables,
    ),
  'reads a delivery': (tx, { organizationId }) => deliveryGet(tx, organizationId, idOf(900)),
  'reads the deliveries of an event': (tx, { organizationId }) =>
    deliveriesOfEvent(tx, organizationId, idOf(900)),
  'reads the deliveries of events': (tx, { organizationId }) =>
    deliveriesOfEvents(tx, organizationId, [idOf(900), idOf(901)]),
  'cancels a delivery': (tx, { organizationId, now }) =>
    deliveryCancel(tx, { organizationId, id: idOf(905), now, by: 'token:editor' }),
  'sends a delivery again': (tx, { organizationId, now }) =>
    deliveryRequeue(tx, { organizationId, id: idOf(906), now }),
  'reads an event': (tx, { organizationId }) => eventGet(tx, organizationId, idOf(900)),
  'reads the events of an object': (tx, { organizationId }) =>
    objectHistory(tx, { organizationId, objectType: 'customer', objectId: idOf(900) }, { limit: 10 }),
  'reads attempts': (tx, { organizationId }) => attemptsByIds(tx, organizationId, [idOf(900)]),
  'reads the attempts of a delivery': (tx, { organizationId }) =>
    attemptsOfDelivery(tx, organizationId, idOf(900)),
  'reads the meters of somebody': (tx, { organizationId }) =>
    metersOfSubjects(tx, organizationId, [idOf(900)]),
  'holds the meters of somebody': (tx, { organizationId }) =>
    metersHold(tx, organizationId, { subjectIds: [idOf(900)] }),
  'lists the newest events': (tx, { organizationId }) => eventsList(tx, organizationId, {}, newest),
  'lists the newest events of a type': (tx, { organizationId }) =>
    eventsList(tx, organizationId, { type: 'customer.created' }, newest),
  'lists the newest deliveries': (tx, { organizationId }) => deliveriesList(tx, organizationId, {}, newest),
  'lists the newest deliveries of a webhook': (tx, { organizationId }) =>
    deliveriesList(tx, organizationId, { webhookId: idOf(1) }, newest),
  'lists the newest deliveries that wait': (tx, { organizationId }) =>
    deliveriesList(tx, organizationId, { states: ['waiting'] }, newest),
  'lists the newest attempts': (tx, { organizationId }) => attemptsList(tx, organizationId, {}, newest),
  'lists the newest attempts for a webhook': (tx, { organizationId }) =>
    attemptsList(tx, organizationId, { webhookId: idOf(1) }, newest),
  'lists the newest objects': (tx, { organizationId }) =>
    objectsPage(tx, { ...newestOrders, organizationId }),
  'lists the newest objects under another': (tx, { organizationId }) =>
    objectsPage(tx, { ...newestOrders, organizationId, under: { parentId: parent, relation: 'customer' } }),
};

/** How many rows a statement looks at, in the tables and by their indexes. */
async function rowsRead(tx: Transaction, work: () => Promise<unknown>): Promise<number> {
  const before = await readSoFar(tx);
  await work();
  return (await readSoFar(tx)) - before;
}

async function readSoFar(tx: Transaction): Promise<number> {
  const [read] = await tx.query<{ rows: number }>({
    text: `
      select sum(seq_tup_read + coalesce(idx_tup_fetch, 0))::integer as rows
      from pg_stat_xact_user_tables`,
  });
  return read!.rows;
}

/** One of everything for each number: objects with links and names, events, deliveries, attempts and meters. */
async function grow(fixture: Fixture, from: number, to: number): Promise<void> {
  const id = (number: string) => `('00000000-0000-7000-8000-' || lpad(to_hex(${number}), 12, '0'))::uuid`;
  const texts = [
    `insert into objects (organization_id, id, type, number, version, fields, created_at, updated_at)
      select $1, ${id('n')}, case when n % 3 = 0 then 'customer' else 'order' end, n, 1,
        jsonb_build_object('name', 'n' || n), now(), now()
      from numbers`,
    `insert into object_links (organization_id, child_id, relation, parent_id, child_type)
      select $1, ${id('n')}, 'customer', case when n < 1000 then ${id('3')} else ${id('n - n % 3')} end, 'order'
      from numbers
      where n % 3 > 0 and n > 3`,
    `insert into object_identifiers (organization_id, type, rule, scope, value, object_id)
      select $1, 'customer', 'name', '00000000-0000-0000-0000-000000000000', 'n' || n, ${id('n')} from numbers`,
    `insert into events (
        organization_id, id, type, object_type, object_id, transaction_id, actor, occurred_at, data
      )
      select $1, ${id('n')}, 'customer.created', 'customer', ${id('n')}::text, ${id('n')}, 'token:editor', now(), '{}'
      from numbers`,
    `insert into deliveries (
        organization_id, id, event_id, webhook_id, event_type, object_type, object_id, transaction_id, state, due_at,
        created_at
      )
      select $1, ${id('n')}, ${id('n')}, ${id('n % 2')}, 'customer.created', 'customer', ${id('n')}::text, ${id('n')},
        'waiting', now(), now()
      from numbers`,
    `insert into attempts (
        organization_id, id, kind, delivery_id, event_id, webhook_id, event_type, object_type, object_id,
        transaction_id, number, started_at, timings, request
      )
      select $1, ${id('n')}, 'delivery', ${id('n')}, ${id('n')}, ${id('n % 2')}, 'customer.created', 'customer',
        ${id('n')}::text, ${id('n')}, 1, now(), '{"total":1}', '{}'
      from numbers`,
    `insert into meters (
        organization_id, id, plan_id, bundle_id, product_ids, subject_type, subject_id, target, start_day, time_zone,
        period_months
      )
      select $1, ${id('n')}, ${id('n % 2')}, ${id('n % 2')}, '{}', 'developer', ${id('n')}, 1, '2026-01-01', 'UTC', 1
      from numbers`,
  ];
  for (const text of texts) {
    await pipeline.database.query({
      text: `with numbers as (select generate_series($2::integer, $3::integer) as n) ${text}`,
      values: [fixture.organizationId, from, to],
    });
  }
}

const pipeline = await testPipeline();
const { database, clock } = pipeline;

/** Runs each statement, in a transaction that is taken back, and keeps how many rows it looked at. */
async function tryAll(fixture: Fixture, read = new Map<string, number>()): Promise<Map<string, number>> {
  for (const [name, statement] of Object.entries(statements)) {
    const back = new Error('taken back');
    const work = async (tx: Transaction) => {
      read.set(name, await rowsRead(tx, () => statement(tx, fixture)));
      throw back;
    };
    await database.transaction(work).catch((error: unknown) => {
      if (error !== back) throw error;
    });
  }
  return read;
}

/** They are planned each time, for their values, and by how full a table's pages were when they were last counted. */
const plannedEachTime = [
  'lists what is under an object',
  'lists the newest objects under another',
  'lists the newest deliveries that wait',
  'reads the events of an object',
];

const pagesEach = 'of tables that had a page each when the statements were planned';

const sets = {
  'of an organization that was not there when the statistics were made': async () => {
    const [small, grown] = [pipeline.shop, pipeline.otherShop].map(({ organization }) => ({
      organizationId: organization.id,
      now: clock.now(),
    })) as [Fixture, Fixture];
    await grow(small, 1, 100);
    await database.query({ text: 'analyze' });
    await grow(grown, 1, many);
    return grown;
  },
  [pagesEach]: async () => {
    const fixture = { organizationId: pipeline.shop.organization.id, now: clock.now() };
    for (const table of [
      'object_links',
      'objects',
      'object_identifiers',
      'events',
      'deliveries',
      'attempts',
      'meters',
    ])
      await database.query({ text: `delete from ${table}` });
    // The pages of what is gone are given back.
    await database.query({ text: 'vacuum' });
    await grow(fixture, 1, 6);
    await database.query({ text: 'analyze' });
    // From the sixth time on, the connection keeps a plan.
    for (let time = 0; time < 7; time++) await tryAll(fixture);
    await grow(fixture, 7, many);
    return fixture;
  },
};

for (const [which, prepare] of Object.entries(sets)) {
  describe(`a statement that wants a few rows ${which}`, () => {
    let read: Map<string, number>;
    beforeAll(async () => {
      read = await tryAll(await prepare());
    });

    for (const name of Object.keys(statements)) {
      if (which === pagesEach && plannedEachTime.includes(name)) continue;
      it(`${name} without reading the rest`, () => {
        expect(read.get(name)).toBeGreaterThan(0);
        expect(read.get(name)).toBeLessThan(few);
      });
    }
  });
}
