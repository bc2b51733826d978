import { describe, expect, it } from 'vitest';
import { masheryObject } from '../../../test/harness/mashery-objects.ts';
import type { ObjectRecord, Operation } from '../../catalogue/object-record.ts';
import { masheryCatalogue } from '../../dialects/mashery/catalogue/index.ts';
import { createCollisions } from './collisions.ts';
import type { Change, Plan } from './plan.ts';

const type = masheryCatalogue.types.application!;
const object = (number: number, parent?: ObjectRecord) =>
  masheryObject('application', {}, parent === undefined ? {} : { member: parent.id }, number);
const [parent, other, one, two] = [object(1), object(2), object(3), object(4)] as const;

function change(operation: Operation, after: ObjectRecord, before: ObjectRecord | null = after): Change {
  return { operation, type, before: operation === 'created' ? null : before, after, related: {} };
}
function plan(...changes: Change[]): Plan {
  return { organizationId: 'o', changes, reads: new Map(), children: [] };
}
const reading = (read: ObjectRecord, own: Plan): Plan => ({ ...own, reads: new Map([[read.id, 1]]) });
const counting = (parentId: string, own: Plan): Plan => ({
  ...own,
  children: [{ parentId, type: 'application', relation: 'member', ids: [] }],
});
const under = (above: ObjectRecord, number: number) => object(number, above);

/** Which of some plans collide with those before them. */
function collisions(...plans: Plan[]): boolean[] {
  const added = createCollisions();
  return plans.map((next) => added.addUnlessColliding(next));
}

describe('plans that share a transaction', () => {
  it.each<[string, Plan, Plan]>([
    ['change different objects', plan(change('updated', one)), plan(change('updated', two))],
    [
      'rest on the same object',
      reading(parent, plan(change('created', under(parent, 5)))),
      reading(parent, plan(change('created', under(parent, 6)))),
    ],
    // As if the first were committed a moment earlier: what it had read was still so.
    [
      'change what an earlier one rested on',
      reading(parent, plan(change('updated', one))),
      plan(change('updated', parent)),
    ],
    [
      'count the children of a parent that gets none',
      plan(change('created', under(other, 5))),
      counting(parent.id, plan(change('updated', one))),
    ],
  ])('do not collide where they %s', (_what, first, second) => {
    expect(collisions(first, second)).toEqual([false, false]);
  });

  it.each<[string, Plan, Plan]>([
    ['change the same object', plan(change('updated', one)), plan(change('updated', one))],
    ['delete what has just been changed', plan(change('updated', one)), plan(change('deleted', one))],
    ['create the same object', plan(change('created', one)), plan(change('created', one))],
    [
      'rest on what has just been changed',
      plan(change('updated', parent)),
      reading(parent, plan(change('created', under(parent, 5)))),
    ],
    [
      'count the children of a parent that has just got one',
      plan(change('created', under(parent, 5))),
      counting(parent.id, plan(change('updated', one))),
    ],
    [
      'count the children of a parent that has just lost one',
      plan(change('deleted', under(parent, 5))),
      counting(parent.id, plan(change('updated', one))),
    ],
    [
      'count the children of a parent whose child has just been moved away',
      plan(change('updated', under(other, 5), under(parent, 5))),
      counting(parent.id, plan(change('updated', one))),
    ],
    [
      'count the children of a parent that a child has just been moved to',
      plan(change('updated', under(parent, 5), under(other, 5))),
      counting(parent.id, plan(change('updated', one))),
    ],
    [
      'count the children of a parent that has just been changed',
      plan(change('updated', parent)),
      counting(parent.id, plan(change('updated', one))),
    ],
  ])('collide where they %s', (_what, first, second) => {
    expect(collisions(first, second)).toEqual([false, true]);
  });

  it('collide with none that has itself been left out', () => {
    const both = plan(change('updated', one), change('updated', two));
    expect(collisions(plan(change('updated', one)), both, plan(change('updated', two)))).toEqual([
      false,
      true,
      false,
    ]);
  });
});
