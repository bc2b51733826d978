import { describe, expect, it, vi } from 'vitest';
import { heldLanes, lanesThat, owedDelivery } from '../../../test/harness/lanes.ts';

describe('the room of lanes', () => {
  const limits = { maxPerWebhook: 3, maxTotal: 5 };
  const hanging = () => lanesThat(() => new Promise(() => {}), limits);

  it('is what one webhook may hold, and no more than all may hold together', () => {
    const lanes = hanging();
    expect(lanes.room('w')).toBe(3);
    lanes.add([owedDelivery('w', 't1', 'a'), owedDelivery('w', 't2', 'b')]);
    expect([lanes.room('w'), lanes.room('v')]).toEqual([1, 3]);
    lanes.add([owedDelivery('v', 't1', 'c')]);
    expect([lanes.room('w'), lanes.room('v'), lanes.room('u')]).toEqual([0, 1, 2]);
    lanes.add([owedDelivery('u', 't1', 'd'), owedDelivery('u', 't2', 'e'), owedDelivery('u', 't3', 'f')]);
    expect([lanes.room('w'), lanes.room('v'), lanes.room('u')]).toEqual([0, 0, 0]);
  });

  it('is less by what is reserved, until that is given back', () => {
    const lanes = hanging();
    for (let count = 0; count < 3; count++) lanes.reserve('w');
    expect([lanes.room('w'), lanes.room('v'), lanes.size()]).toEqual([0, 2, 0]);
    lanes.unreserve('w');
    expect([lanes.room('w'), lanes.room('v')]).toEqual([1, 3]);
  });

  it('is small for each once half of it is taken, so that receivers that hang leave some to the others', () => {
    const lanes = lanesThat(() => new Promise(() => {}), {
      maxPerWebhook: 4,
      maxTotal: 8,
      shareWhenScarce: 1,
    });
    lanes.add(['a', 'b', 'c', 'd'].map((id) => owedDelivery('hangs', id, id)));
    expect([lanes.room('hangs'), lanes.room('v'), lanes.room('u')]).toEqual([0, 1, 1]);
    lanes.add([owedDelivery('v', 't1', 'e')]);
    expect([lanes.room('hangs'), lanes.room('v'), lanes.room('u')]).toEqual([0, 0, 1]);
  });

  it('is as much as a webhook gets through in a moment, however scarce it is, but for a tenth', async () => {
    const never = new Promise<never>(() => {});
    const sent = { outcome: null, over: true, written: Promise.resolve() };
    const lanes = lanesThat(({ webhook }) => (webhook.id === 'hangs' ? never : Promise.resolve(sent)), {
      maxPerWebhook: 60,
      maxTotal: 100,
      shareWhenScarce: 2,
    });
    lanes.add(Array.from({ length: 55 }, (_, at) => owedDelivery('hangs', `h${at}`, `h${at}`)));
    expect([lanes.room('hangs'), lanes.room('quick')]).toEqual([0, 2]);
    lanes.add(Array.from({ length: 10 }, (_, at) => owedDelivery('quick', `q${at}`, `q${at}`)));
    await vi.waitFor(() => expect(lanes.size()).toBe(55));
    expect([lanes.room('hangs'), lanes.room('quick'), lanes.room('new')]).toEqual([0, 20, 2]);
    lanes.add(Array.from({ length: 38 }, (_, at) => owedDelivery('other', `o${at}`, `o${at}`)));
    expect([lanes.room('quick'), lanes.room('new')]).toEqual([1, 1]);
  });

  it('comes back when what was held is done, or taken out', async () => {
    const { lanes, owed, end } = heldLanes(1);
    const full = lanes.room('w');
    lanes.add([owed('w', 't1', 'a'), owed('w', 't2', 'b')]);
    expect(lanes.room('w')).toBe(full - 2);
    lanes.clear();
    expect(lanes.room('w')).toBe(full - 1);
    await end('a');
    expect(lanes.room('w')).toBe(full);
  });
});
