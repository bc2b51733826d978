import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { shopCatalogue } from '../../../test/harness/shop-catalogue.ts';
import { depthsOf } from '../../catalogue/depth.ts';
import type { ObjectRecord, Operation } from '../../catalogue/object-record.ts';
import { type Done, toldByStep } from './told-by-step.ts';

const depths = depthsOf(shopCatalogue);

function done(
  operation: Operation,
  type: string,
  id: string,
  more: Partial<Done> & { version?: number } = {},
): Done {
  const { version = 1, ...others } = more;
  const after = { id, type, version } as ObjectRecord;
  return { operation, type: shopCatalogue.types[type]!, after, related: {}, told: true, ...others };
}

function told(step: Done[], maxRows?: number): string[] {
  return toldByStep(step, { depths, ...(maxRows !== undefined && { maxRows }) }).map(
    ({ type, operation, rows }) =>
      `${type.name}.${operation} ${rows.map(({ object }) => `${object.id}:${object.version}`).join(' ')}`,
  );
}

describe('what is told of a step', () => {
  it.each([
    ['created and changed: created', ['created', 'updated'], ['order.created a:2']],
    ['changed twice: changed', ['updated', 'updated'], ['order.updated a:2']],
    ['created and deleted: nothing', ['created', 'deleted'], []],
    ['changed and deleted: deleted', ['updated', 'deleted'], ['order.deleted a:2']],
  ] as const)('is one thing for each object; %s', (_, operations, expected) => {
    const step = operations.map((operation, index) => done(operation, 'order', 'a', { version: index + 1 }));
    expect(told(step)).toEqual(expected);
  });

  it('is one event for the objects of a type to which the same was done, in the order of doing', () => {
    const step = ['b', 'a', 'c'].map((id) => done('updated', 'order', id));
    expect(told(step)).toEqual(['order.updated b:1 a:1 c:1']);
    expect(told(step, 2)).toEqual(['order.updated b:1 a:1', 'order.updated c:1']);
  });

  it('has parents before what hangs on them when they are created, and after it when they go', () => {
    const family = [
      done('created', 'parcel', 'p'),
      done('created', 'customer', 'c'),
      done('created', 'order', 'o'),
    ];
    expect(told(family)).toEqual(['customer.created c:1', 'order.created o:1', 'parcel.created p:1']);
    const going = family.map((each) => ({ ...each, operation: 'deleted' as const }));
    expect(told(going)).toEqual(['parcel.deleted p:1', 'order.deleted o:1', 'customer.deleted c:1']);
    expect(told([...going, done('updated', 'customer', 'x')])[0]).toBe('customer.updated x:1');
  });

  it('leaves out what goes silently, what was silently changed, and types that tell of nothing', () => {
    const silent = { told: false };
    expect(told([done('updated', 'order', 'a'), done('deleted', 'order', 'a', silent)])).toEqual([]);
    expect(told([done('updated', 'order', 'a', silent), done('deleted', 'order', 'a')])).toHaveLength(1);
    expect(told([done('updated', 'order', 'a', silent), done('created', 'depot', 'd')])).toEqual([]);
  });

  it('is, over any histories, at most one event for a type and an operation, and tells of each object at most once', () => {
    const operations = fc.array(
      fc.tuple(
        fc.constantFrom('customer', 'order', 'parcel'),
        fc.integer({ min: 0, max: 4 }),
        fc.constantFrom('updated' as const, 'deleted' as const),
        fc.boolean(),
      ),
      { maxLength: 30 },
    );
    fc.assert(
      fc.property(operations, (wanted) => {
        const state = new Map<string, 'there' | 'gone'>();
        const step: Done[] = [];
        for (const [type, number, operation, wasThere] of wanted) {
          const id = `${type}${number}`;
          if (state.get(id) === 'gone') continue;
          const isNew = !state.has(id) && !wasThere;
          step.push(done(isNew ? 'created' : operation, type, id, { version: step.length }));
          state.set(id, !isNew && operation === 'deleted' ? 'gone' : 'there');
        }
        const events = toldByStep(step, { depths });
        const kinds = events.map(({ type, operation }) => `${type.name} ${operation}`);
        expect(new Set(kinds).size).toBe(kinds.length);
        const rows = events.flatMap(({ operation, rows }) =>
          rows.map(({ object }) => ({ operation, object })),
        );
        expect(new Set(rows.map(({ object }) => object.id)).size).toBe(rows.length);
        for (const { operation, object } of rows) {
          const own = step.filter(({ after }) => after.id === object.id);
          // As it is at the end of the step, and told as what that makes of what it was.
          expect(object.version).toBe(own.at(-1)?.after.version);
          const last = own.at(-1)?.operation;
          const first = own[0]?.operation;
          expect(operation).toBe(
            last === 'deleted' ? 'deleted' : first === 'created' ? 'created' : 'updated',
          );
        }
        const untold = step.filter(({ after }) => !rows.some(({ object }) => object.id === after.id));
        for (const { after } of untold) {
          const own = step.filter((each) => each.after.id === after.id).map(({ operation }) => operation);
          expect([own[0], own.at(-1)]).toEqual(['created', 'deleted']);
        }
      }),
    );
  });
});
