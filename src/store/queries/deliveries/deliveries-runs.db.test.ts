import fc from 'fast-check';
import { beforeEach, describe, expect, it } from 'vitest';
import { orderedDeliveries } from '../../../../test/harness/ordered-deliveries.ts';
import { deliveriesFree } from './deliveries-free.ts';

const ordered = await orderedDeliveries();
const { database, now, organizationId, empty, owe, set, look, claimRuns, settle, newNode } = ordered;
const [ann, bob, eve] = [newNode(), newNode(), newNode()];
const later = new Date(now.getTime() + 3_600_000);

beforeEach(async () => void (await empty()));

const runs = async (room = 100, longest = 50) => (await look(null, room, 100, longest)).runs;

describe('a run', () => {
  it('is what is owed for an object, one after the other, up to its longest', async () => {
    const [a1, b1, a2, a3, b2, a4] = await owe(['a', 'b', 'a', 'a', 'b', 'a']);
    expect(await runs(100, 3)).toEqual([
      [a1, a2, a3],
      [b1, b2],
    ]);
    expect(await claimRuns([[a1!, a2!, a3!]])).toEqual([a1, a2, a3]);
    expect(await runs()).toEqual([[b1, b2]]);
    await settle([a1!, a2!]);
    expect(await runs()).toEqual([[b1, b2]]);
    await settle([a3!]);
    expect(await runs()).toEqual([[b1, b2], [a4]]);
  });

  it('grows only when every object has its first, and each as much as the others', async () => {
    const [a1, a2, , b1, b2, c1] = await owe(['a', 'a', 'a', 'b', 'b', 'c']);
    expect(await runs(2)).toEqual([[a1], [b1]]);
    expect(await runs(5)).toEqual([[a1], [b1], [c1]]);
    expect(await runs(6)).toEqual([[a1, a2], [b1, b2], [c1]]);
  });

  it('ends ahead of what is not due, and of nothing behind that', async () => {
    const [a1, a2, a3] = await owe(['a', 'a', 'a', 'a']);
    await set(a3!, 'due_at = $2', later);
    expect(await runs()).toEqual([[a1, a2]]);
    await set(a3!, `due_at = 'infinity'`);
    expect(await runs()).toEqual([[a1, a2]]);
  });

  it('is one delivery where that has failed before', async () => {
    const [a1] = await owe(['a', 'a', 'a']);
    await set(a1!, `round_attempts = 1, state = 'retrying'`);
    expect(await runs()).toEqual([[a1]]);
  });

  it('ends ahead of an operation that tells of several objects, and begins with it', async () => {
    const [a1, b1] = await owe(['a', 'b']);
    const [a2, b2] = await owe(['a', 'b'], newNode());
    const [a3] = await owe(['a']);
    expect(await runs()).toEqual([[a1], [b1]]);
    await settle([a1!, b1!]);
    expect(await runs()).toEqual([[a2, a3], [b2]]);
  });
});

describe('the claim of a run', () => {
  it('leaves all of it where its first is no longer the first', async () => {
    const [a1, a2, a3] = await owe(['a', 'a', 'a']);
    expect(await claimRuns([[a2!, a3!]], bob)).toEqual([]);
    await claimRuns([[a1!]], ann);
    expect(await claimRuns([[a1!, a2!, a3!]], bob)).toEqual([]);
    await settle([a1!]);
    expect(await claimRuns([[a1!, a2!, a3!]], bob)).toEqual([]);
    expect(await claimRuns([[a2!, a3!]], bob)).toEqual([a2, a3]);
  });

  it('ends where one has been given up or put off since', async () => {
    const [a1, a2, a3, a4] = await owe(['a', 'a', 'a', 'a']);
    await set(a3!, `due_at = null, state = 'cancelled'`);
    expect(await claimRuns([[a1!, a2!, a3!, a4!]], ann)).toEqual([a1, a2]);
    await settle([a1!, a2!]);
    expect(await runs()).toEqual([[a4]]);
  });

  it('gets nothing of an object that another node is just claiming', async () => {
    const [a1, a2, a3, b1] = await owe(['a', 'a', 'a', 'b']);
    await database.transaction(async (tx) => {
      await tx.query({ text: 'select from deliveries where id = $1 for update', values: [a1] });
      expect(await claimRuns([[a1!, a2!, a3!], [b1!]], bob)).toEqual([b1]);
    });
    await database.transaction(async (tx) => {
      await tx.query({ text: 'select from deliveries where id = $1 for update', values: [a2] });
      expect(await claimRuns([[a1!, a2!, a3!]], bob)).toEqual([a1]);
    });
  });
});

/** What nodes do, in any order, several of them at once. */
type Act =
  | { act: 'look' | 'claim' | 'die'; node: number }
  | { act: 'send'; node: number; count: number; fails: boolean }
  | { act: 'race' | 'time' };
const acts = fc.array(
  fc.oneof(
    fc.record({
      act: fc.constantFrom('look' as const, 'claim' as const, 'die' as const),
      node: fc.nat({ max: 2 }),
    }),
    fc.record({
      act: fc.constant('send' as const),
      node: fc.nat({ max: 2 }),
      count: fc.integer({ min: 1, max: 4 }),
      fails: fc.boolean(),
    }),
    fc.record({ act: fc.constantFrom('race' as const, 'time' as const) }),
  ),
  { maxLength: 25 },
);

describe('several nodes', () => {
  it('come to everything, each object in its order and on one node at a time, whatever fails or dies when', async () => {
    const objects = fc.array(fc.constantFrom('a', 'b', 'c'), { minLength: 1, maxLength: 12 });
    const longest = fc.integer({ min: 1, max: 5 });
    await fc.assert(
      fc.asyncProperty(
        objects,
        acts,
        longest,
        fc.integer({ min: 1, max: 8 }),
        async (owed, plan, most, room) => {
          await empty();
          const ids = await owe(owed);
          const objectOf = (id: string) => owed[ids.indexOf(id)]!;
          const nodes = [ann, bob, eve].map((id) => ({
            id,
            seen: { runs: [] as string[][], after: null as string | null },
            held: new Map<string, string[]>(),
          }));
          const done: string[] = [];

          async function claim(node: (typeof nodes)[number]): Promise<void> {
            for (const id of await claimRuns(node.seen.runs, node.id)) {
              const held = node.held.get(objectOf(id)) ?? [];
              node.held.set(objectOf(id), [...held, id]);
            }
            const everywhere = nodes.flatMap(({ held }) => [...held.keys()]);
            expect(new Set(everywhere).size).toBe(everywhere.length);
          }
          const free = (node: (typeof nodes)[number], deliveries: readonly string[]) =>
            deliveriesFree(database, {
              nodeId: node.id,
              now,
              deliveries: deliveries.map((id) => ({ organizationId, id })),
            });
          /** Of the first object that it holds something of. Where the last one fails, what follows is put back. */
          async function send(node: (typeof nodes)[number], count: number, fails: boolean): Promise<void> {
            const [object] = node.held.keys();
            if (object === undefined) return;
            const held = node.held.get(object)!;
            const sent = held.splice(0, count);
            const failed = fails ? sent.pop() : undefined;
            for (const id of sent) {
              await settle([id]);
              done.push(id);
            }
            if (failed !== undefined) {
              await free(node, held.splice(0));
              await set(
                failed,
                `leased_by = null, round_attempts = 1, state = 'retrying', due_at = $2`,
                later,
              );
            }
            if (held.length === 0) node.held.delete(object);
          }
          const time = () =>
            database.query({ text: `update deliveries set due_at = $1 where due_at > $1`, values: [now] });
          async function act(step: Act): Promise<void> {
            if (!('node' in step)) {
              await (step.act === 'time' ? time() : Promise.all(nodes.map(claim)));
              return;
            }
            const node = nodes[step.node]!;
            if (step.act === 'look') node.seen = await look(node.seen.after, room, 3, most);
            if (step.act === 'claim') await claim(node);
            if (step.act === 'send') await send(node, step.count, step.fails);
            if (step.act === 'die') {
              await free(node, [...node.held.values()].flat());
              node.held.clear();
            }
          }

          for (const step of plan) await act(step);
          for (let round = 0; done.length < ids.length && round < 10 * ids.length; round++) {
            await time();
            for (const [node] of nodes.entries()) {
              await act({ act: 'look', node });
              await act({ act: 'claim', node });
              await act({ act: 'send', node, count: 5, fails: false });
            }
          }
          for (const object of new Set(owed)) {
            const of = (list: readonly string[]) => list.filter((id) => objectOf(id) === object);
            expect(of(done)).toEqual(of(ids));
          }
        },
      ),
      { numRuns: 40 },
    );
  }, 60_000);
});
