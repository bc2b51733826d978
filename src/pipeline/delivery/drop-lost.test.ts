import { describe, expect, it } from 'vitest';
import { heldLanes } from '../../../test/harness/lanes.ts';
import { createDropLost } from './drop-lost.ts';

describe('dropping what is lost', () => {
  it('takes out what waits and is not held any more, and leaves what is being sent', async () => {
    const { lanes, owed, end, sent } = heldLanes(1);
    lanes.add(['a', 'b', 'c', 'd'].map((id) => owed('w', id === 'd' ? 'a' : id, id)));
    const drop = createDropLost({ lanes, heldStill: async () => new Set(['c']) });
    expect((await drop()).map(({ id }) => id).sort()).toEqual(['b', 'd']);
    await end('a');
    await end('c');
    expect([sent, lanes.size()]).toEqual([['a', 'c'], 0]);
  });

  it('asks nobody where nothing waits', async () => {
    const { lanes, owed } = heldLanes(1);
    lanes.add([owed('w', 'a', 'a')]);
    let asked = 0;
    const heldStill = async () => new Set<string>([`${asked++}`]);
    expect(await createDropLost({ lanes, heldStill })()).toEqual([]);
    expect(asked).toBe(0);
  });

  it('asks about everything in turns, where much waits', async () => {
    const { lanes, owed } = heldLanes(1);
    const ids = ['e', 'a', 'd', 'b', 'c'];
    lanes.add(['first', ...ids].map((id) => owed('w', id, id)));
    const asked: string[] = [];
    const heldStill = async (deliveries: readonly { id: string }[]) => {
      asked.push(deliveries.map(({ id }) => id).join(''));
      return new Set(ids);
    };
    const drop = createDropLost({ lanes, heldStill, most: 2 });
    for (let round = 0; round < 4; round++) await drop();
    expect(asked).toEqual(['ab', 'cd', 'e', 'ab']);
  });
});
