import { beforeEach, describe, expect, it } from 'vitest';
import { testPipeline } from '../../../../test/harness/pipeline.ts';
import { nodeDelete, nodeInsert, nodeRenew, nodesDeleteDead, nodesDeleteOthers } from './nodes.ts';
import { ticketsFree, ticketsFreeOfDead, ticketsFreeOfNode, ticketsOfNode } from './tickets.ts';

const pipeline = await testPipeline();
const { database, clock, ids, rows, make, claim } = pipeline;
await pipeline.webhook();
const minute = 60_000;
let customers = 0;

beforeEach(async () => {
  await database.query({ text: 'truncate nodes, deliveries, tickets' });
});

async function node(leaseMs = minute): Promise<string> {
  const id = ids.uuid();
  await nodeInsert(database, { id, name: 'test', now: clock.now(), leaseMs });
  return id;
}
/** Deliveries that a node holds. */
async function heldBy(nodeId: string, count: number): Promise<string[]> {
  for (let made = 0; made < count; made++) {
    await make('customer', { login: `c${++customers}`, name: 'Joe' });
  }
  return (await claim(nodeId)).map(({ id }) => id);
}
async function takeOver(): Promise<number> {
  await nodesDeleteDead(database);
  return ticketsFreeOfDead(database, clock.now());
}
const nodeIds = async () => (await rows('nodes')).map(({ id }) => id);

describe('a node', () => {
  it('lives as long as it renews its lease', async () => {
    const [alive, dead] = [await node(), await node(-1)];
    expect(await nodeRenew(database, { id: alive, leaseMs: minute, facts: {} })).toBe(true);
    await takeOver();
    expect(await nodeIds()).toEqual([alive]);
    // Once others have buried it, it is dead: it must not go on as if nothing had been.
    expect(await nodeRenew(database, { id: dead, leaseMs: minute, facts: {} })).toBe(false);
    expect(await nodeIds()).toEqual([alive]);
  });

  it('may be late, as long as nobody has noticed', async () => {
    const late = await node(-1);
    expect(await nodeRenew(database, { id: late, leaseMs: minute, facts: {} })).toBe(true);
    expect(await takeOver()).toBe(0);
    expect(await nodeIds()).toEqual([late]);
  });

  it('takes its name out of the list when it stops', async () => {
    const [going, staying] = [await node(), await node()];
    await nodeDelete(database, going);
    expect(await nodeIds()).toEqual([staying]);
  });

  it('is the only one on an embedded database', async () => {
    await node();
    const own = await node();
    await nodesDeleteOthers(database, own);
    expect(await nodeIds()).toEqual([own]);
  });
});

describe('taking over', () => {
  it('frees what dead nodes held, due at once, and nothing of the living', async () => {
    const [alive, over, unknown] = [await node(), await node(-1), ids.uuid()];
    const theirs = await heldBy(alive, 2);
    const freed = [...(await heldBy(over, 2)), ...(await heldBy(unknown, 1))];
    expect(await takeOver()).toBe(3);
    const claimed = await claim(alive);
    expect(claimed.map(({ id }) => id)).toEqual(freed);
    const held = (await rows('deliveries')).filter(({ leased_by }) => leased_by === alive);
    expect(held.map(({ id }) => id).sort()).toEqual([...theirs, ...freed].sort());
  });

  it('leaves what is held back or over as it is', async () => {
    const [held, over] = await heldBy(ids.uuid(), 2);
    const set = (id: string, columns: string) =>
      database.query({ text: `update deliveries set ${columns} where id = $1`, values: [id] });
    await set(held!, `due_at = 'infinity'`);
    await set(over!, `due_at = null, state = 'cancelled'`);
    expect(await takeOver()).toBe(2);
    const saved = (await rows('deliveries')).map(({ due_at, leased_by }) => [due_at, leased_by]);
    expect(saved).toEqual([
      [Number.POSITIVE_INFINITY, null],
      [null, null],
    ]);
  });

  it('is done once for each delivery, however many do it', async () => {
    await heldBy(await node(-1), 10);
    const counts = await Promise.all(Array.from({ length: 5 }, takeOver));
    expect(counts.reduce((sum, count) => sum + count)).toBe(10);
  });
});

describe('tickets', () => {
  it('say what a node holds, and are freed one by one or all at once', async () => {
    const [ann, bob] = [await node(), await node()];
    const first = await heldBy(ann, 2);
    const second = await heldBy(ann, 3);
    const theirs = await heldBy(bob, 1);
    const tickets = await ticketsOfNode(database, ann);
    expect(tickets).toHaveLength(2);
    const rowsOf = await rows('tickets');
    const own = rowsOf.find(({ delivery_ids }) => delivery_ids.includes(first[0]));
    expect(await ticketsFree(database, { ids: [own.id], now: clock.now() })).toBe(2);
    expect((await claim(bob)).map(({ id }) => id)).toEqual(first);
    expect(await ticketsFreeOfNode(database, { nodeId: ann, now: clock.now() })).toBe(3);
    expect(await ticketsOfNode(database, ann)).toEqual([]);
    expect((await claim(ann)).map(({ id }) => id)).toEqual(second);
    const held = (await rows('deliveries')).filter(({ leased_by }) => leased_by === bob);
    expect(held.map(({ id }) => id)).toEqual([...first, ...theirs].sort());
  });

  it('free nothing that has an outcome', async () => {
    const ann = await node();
    const [done, owed] = await heldBy(ann, 2);
    await database.query({
      text: `update deliveries set leased_by = null, due_at = null, state = 'delivered' where id = $1`,
      values: [done],
    });
    expect(await ticketsFreeOfNode(database, { nodeId: ann, now: clock.now() })).toBe(1);
    expect((await claim(ann)).map(({ id }) => id)).toEqual([owed]);
  });
});
