import { array, assert, asyncProperty, boolean, integer } from 'fast-check';
import { describe, expect, it } from 'vitest';
import { heldLanes, lanesThat, owedDelivery, settle, well } from '../../../test/harness/lanes.ts';

describe('a lane', () => {
  it('sends the deliveries of one operation one after the other, in their order', async () => {
    const { lanes, owed, end, underWay, sent } = heldLanes();
    lanes.add([owed('w', 't', 'key'), owed('w', 't', 'application'), owed('w', 't', 'member')]);
    expect(underWay()).toEqual(['key']);
    await end('key');
    expect(underWay()).toEqual(['application']);
    await end('application');
    await end('member');
    expect(sent).toEqual(['key', 'application', 'member']);
    expect(lanes.size()).toBe(0);
  });

  it('sends different operations side by side, up to its limit', async () => {
    const { lanes, owed, end, underWay } = heldLanes(2);
    lanes.add([owed('w', 't1', 'a'), owed('w', 't2', 'b'), owed('w', 't3', 'c')]);
    expect(underWay()).toEqual(['a', 'b']);
    await end('b');
    expect(underWay()).toEqual(['a', 'c']);
  });

  it('holds up no other when its receiver hangs', async () => {
    const { lanes, owed, end, underWay, sent } = heldLanes(1);
    lanes.add([
      owed('hangs', 't1', 'a'),
      owed('hangs', 't2', 'b'),
      owed('well', 't1', 'c'),
      owed('well', 't2', 'd'),
    ]);
    expect(underWay()).toEqual(['a', 'c']);
    await end('c');
    await end('d');
    expect(sent).toEqual(['c', 'd']);
    expect(underWay()).toEqual(['a']);
  });

  it('takes no delivery that it holds already', async () => {
    const { lanes, owed, end, sent } = heldLanes(1);
    expect(lanes.add([owed('w', 't', 'a')])).toEqual([]);
    expect(lanes.add([owed('w', 't', 'a'), owed('w', 't', 'b')]).map(({ id }) => id)).toEqual(['a']);
    expect(lanes.clear().map(({ id }) => id)).toEqual(['b']);
    expect(lanes.size()).toBe(1);
    await end('a');
    expect(sent).toEqual(['a']);
    lanes.add([owed('w', 't', 'a')]);
    expect(lanes.size()).toBe(1);
  });

  it('takes nothing that has to come after what it holds already', async () => {
    const { lanes, owed, end, sent } = heldLanes(2);
    const [first, second] = ['a', 'b'].map((id) => ({ ...owed('w', id, id), ordered: true }));
    lanes.add([first!]);
    expect(lanes.add([first!, second!]).map(({ id }) => id)).toEqual(['a', 'b']);
    await end('a');
    expect([sent, lanes.size()]).toEqual([['a'], 0]);
  });

  it('goes on while a result is written, and holds that delivery until it is', async () => {
    const { lanes, owed, end, underWay } = heldLanes(1);
    lanes.add([owed('w', 't1', 'a'), owed('w', 't1', 'b'), owed('w', 't2', 'c')]);
    let write = () => {};
    await end('a', new Promise((resolve) => (write = resolve)));
    expect(underWay()).toEqual(['b']);
    await end('b');
    await end('c');
    expect(lanes.ids()).toEqual(new Set(['a']));
    // Claimed again by mistake, it is not sent again.
    lanes.add([owed('w', 't1', 'a')]);
    expect(underWay()).toEqual([]);
    let idle = false;
    const waiting = lanes.idle().then(() => {
      idle = true;
    });
    await settle();
    expect(idle).toBe(false);
    write();
    await waiting;
    expect(lanes.size()).toBe(0);
  });

  it('counts and names what waits and what is being sent', async () => {
    const { lanes, owed, end } = heldLanes(1);
    lanes.add([owed('w', 't1', 'a'), owed('w', 't1', 'b'), owed('w', 't2', 'c')]);
    expect(lanes.size()).toBe(3);
    expect(lanes.ids()).toEqual(new Set(['a', 'b', 'c']));
    await end('a');
    expect(lanes.ids()).toEqual(new Set(['b', 'c']));
  });
});

describe('emptying lanes', () => {
  it('leaves only what is being sent', async () => {
    const { lanes, owed, end, underWay } = heldLanes(1);
    lanes.add([owed('w', 't1', 'a'), owed('w', 't1', 'b'), owed('w', 't2', 'c'), owed('v', 't1', 'd')]);
    lanes.clear();
    expect(lanes.ids()).toEqual(new Set(['a', 'd']));
    await end('a');
    await end('d');
    expect(underWay()).toEqual([]);
    expect(lanes.size()).toBe(0);
  });

  it('can be done for one webhook, which goes on with what comes later', async () => {
    const { lanes, owed, end, underWay } = heldLanes(1);
    lanes.add([owed('w', 't1', 'a'), owed('w', 't2', 'b'), owed('v', 't1', 'c'), owed('v', 't2', 'd')]);
    lanes.clearOne('w');
    lanes.clearOne('nobody');
    expect(lanes.ids()).toEqual(new Set(['a', 'c', 'd']));
    lanes.add([owed('w', 't2', 'b')]);
    await end('a');
    expect(underWay()).toEqual(['b', 'c']);
  });
});

describe('the webhooks of lanes', () => {
  it('are those that something waits for, as they were when it was added', () => {
    const { lanes, owed } = heldLanes(1);
    lanes.add([owed('w', 't1', 'a'), owed('w', 't2', 'b', 2), owed('v', 't1', 'c')]);
    // Of v nothing waits: it is all on its way.
    expect(lanes.webhooks().map(({ id, version }) => [id, version])).toEqual([['w', 2]]);
  });

  it('include one for which only the rest of an operation waits', () => {
    const { lanes, owed } = heldLanes(1);
    lanes.add([owed('w', 't1', 'a'), owed('w', 't1', 'b', 3)]);
    expect(lanes.webhooks().map(({ id, version }) => [id, version])).toEqual([['w', 3]]);
  });
});

describe('idle lanes', () => {
  it('are so at once when nothing is there, and otherwise when the last has been sent', async () => {
    const { lanes, owed, end } = heldLanes(1);
    await lanes.idle();
    lanes.add([owed('w', 't1', 'a'), owed('v', 't1', 'b')]);
    let idle = false;
    const waiting = Promise.all([lanes.idle(), lanes.idle()]).then(() => {
      idle = true;
    });
    await end('a');
    expect(idle).toBe(false);
    await end('b');
    await waiting;
  });

  it('are reached after a clear as well', async () => {
    const { lanes, owed, end } = heldLanes(1);
    lanes.add([owed('w', 't1', 'a'), owed('w', 't2', 'b')]);
    lanes.clear();
    const waiting = lanes.idle();
    await end('a');
    await waiting;
  });
});

describe('any lanes', () => {
  it('keep the order of every operation and their limit, and send everything once', async () => {
    const plan = array(array(integer({ min: 0, max: 4 }), { maxLength: 12 }), { maxLength: 6 });
    await assert(
      asyncProperty(plan, integer({ min: 1, max: 4 }), boolean(), async (batches, concurrency, slow) => {
        const running = new Map<string, number>();
        const sent: string[] = [];
        let most = 0;
        const lanes = lanesThat(async ({ id, webhook }) => {
          const now = (running.get(webhook.id) ?? 0) + 1;
          most = Math.max(most, now);
          running.set(webhook.id, now);
          if (slow) await settle();
          sent.push(id);
          running.set(webhook.id, running.get(webhook.id)! - 1);
          return well(slow ? settle().then(() => {}) : undefined);
        });
        const all = batches.map((operations, batch) =>
          operations.map((operation, index) =>
            owedDelivery(
              `w${operation % 2}`,
              `${batch}-${operation}`,
              `${batch}-${operation}-${String(index).padStart(2, '0')}`,
              { concurrency },
            ),
          ),
        );
        for (const deliveries of all) lanes.add(deliveries);
        await lanes.idle();
        expect(most).toBeLessThanOrEqual(concurrency);
        expect(lanes.size()).toBe(0);
        expect([...sent].sort()).toEqual(
          all
            .flat()
            .map(({ id }) => id)
            .sort(),
        );
        for (const operation of new Set(sent.map((id) => id.slice(0, -3)))) {
          const own = sent.filter((id) => id.startsWith(`${operation}-`));
          expect(own).toEqual([...own].sort());
        }
      }),
      { numRuns: 60 },
    );
  });
});
