import { describe, expect, it } from 'vitest';
import { masheryObject } from '../../../test/harness/mashery-objects.ts';
import type { ObjectRecord, Operation } from '../../catalogue/object-record.ts';
import { masheryCatalogue } from '../../dialects/mashery/catalogue/index.ts';
import { lockModesOf, relinkedIn, versionsOf } from './lock-modes.ts';
import type { Change, Plan } from './plan.ts';

const type = masheryCatalogue.types.member!;
const object = (number: number, version = 1) => ({ ...masheryObject('member', {}, {}, number), version });

function change(operation: Operation, after: ObjectRecord, before: ObjectRecord | null = after): Change {
  return { operation, type, before: operation === 'created' ? null : before, after, related: {} };
}
function plan(parts: Partial<Plan>): Plan {
  return { organizationId: 'o', changes: [], reads: new Map(), children: [], ...parts };
}
const asked = (parentId: string) => ({ parentId, type: 'application', relation: 'member', ids: [] });

describe('the locks of a plan', () => {
  const [made, read, changed, gone, parent] = [1, 2, 3, 4, 5].map((number) => object(number)) as [
    ObjectRecord,
    ObjectRecord,
    ObjectRecord,
    ObjectRecord,
    ObjectRecord,
  ];

  it('are as weak as they may be: to stay, to change, to be alone', () => {
    const modes = lockModesOf(
      plan({
        reads: new Map([read, changed, gone, parent].map(({ id, version }) => [id, version])),
        changes: [change('created', made), change('updated', changed), change('deleted', gone)],
        children: [asked(parent.id)],
      }),
    );
    expect(Object.fromEntries(modes)).toEqual({
      [read.id]: 'stay',
      [changed.id]: 'change',
      [gone.id]: 'alone',
      [parent.id]: 'alone',
    });
  });

  it('keep children from a parent that changes, where they were counted', () => {
    const modes = lockModesOf(plan({ changes: [change('updated', changed)], children: [asked(changed.id)] }));
    expect(modes.get(changed.id)).toBe('alone');
  });
});

describe('the versions of a plan', () => {
  it('are those that were read, and those that are changed', () => {
    const versions = versionsOf(
      plan({
        reads: new Map([[object(1).id, 4]]),
        changes: [
          change('updated', object(2, 8), object(2, 7)),
          change('created', object(3)),
          change('deleted', object(4, 9)),
        ],
      }),
    );
    expect(Object.fromEntries(versions)).toEqual({
      [object(1).id]: 4,
      [object(2).id]: 7,
      [object(4).id]: 9,
    });
  });
});

describe('the links of a plan', () => {
  it('are written again only for objects that have moved', () => {
    const linked = (number: number, links: Record<string, string[]>) => ({ ...object(number), links });
    const relinked = relinkedIn(
      plan({
        changes: [
          change('updated', linked(1, { plan: ['b'] }), linked(1, { plan: ['a'] })),
          change('updated', linked(2, { b: ['2'], a: ['1'] }), linked(2, { a: ['1'], b: ['2'] })),
          change('updated', linked(3, {}), linked(3, { roles: ['a'] })),
          change('created', linked(4, { plan: ['b'] })),
          change('deleted', linked(5, { plan: ['b'] })),
        ],
      }),
    );
    expect(relinked).toEqual(new Set([object(1).id, object(3).id]));
  });
});
