import { expect, it } from 'vitest';
import { owedDelivery } from '../../../test/harness/lanes.ts';
import type { OwedDelivery } from '../handover.ts';
import { groupsOf, refusedOf } from './lane-groups.ts';

/** Written as `a1`: of the object `a`, in operation 1, to webhook `w`. */
function owed(id: string, ordered = true, webhookId = 'w'): OwedDelivery {
  const delivery = owedDelivery(webhookId, id.slice(1), id);
  return { ...delivery, ordered, event: { ...delivery.event, objectId: id.slice(0, 1) } };
}
const ids = (deliveries: Iterable<OwedDelivery>) => [...deliveries].map(({ id }) => id).join(' ');

it('puts together what one operation owes to one webhook', () => {
  const all = [owed('a1', false), owed('a2', false), owed('b1', false), owed('c1', false, 'v')];
  expect(groupsOf(all).map(ids)).toEqual(['a1 b1', 'a2', 'c1']);
});

it('puts together what is owed for an object that keeps its order', () => {
  const all = [owed('a1'), owed('b2'), owed('a3'), owed('a4', true, 'v'), owed('b5')];
  expect(groupsOf(all).map(ids)).toEqual(['a1 a3', 'b2 b5', 'a4']);
});

it('keeps an operation together whose objects keep their order, with what follows for each of them', () => {
  expect(groupsOf(['a1', 'b1', 'c2', 'a3', 'b4', 'c5'].map((id) => owed(id))).map(ids)).toEqual([
    'a1 b1 a3 b4',
    'c2 c5',
  ]);
});

it('refuses what is held already, and what comes after it for an object that keeps its order', () => {
  const all = [owed('a1'), owed('b1'), owed('a2'), owed('a3', true, 'v'), owed('b4'), owed('a5')];
  expect(ids(refusedOf(all, ({ id }) => id === 'a2'))).toBe('a2 a5');
  expect(ids(refusedOf(all, () => false))).toBe('');
  const free = ['a1', 'a2', 'a3'].map((id) => owed(id, false));
  expect(ids(refusedOf(free, ({ id }) => id === 'a1'))).toBe('a1');
});
