import { expect, it } from 'vitest';
import { cutRuns } from './cut-runs.ts';

/** Written as `a1`: of the object `a`, in operation 1. */
const owed = (...objects: string[]) =>
  objects.map((text) =>
    text.split(' ').map((id) => ({
      organizationId: 'acme',
      id,
      objectId: id.slice(0, 1),
      transactionId: id.slice(1),
    })),
  );
const cut = (...objects: string[]) =>
  cutRuns(owed(...objects)).map((run) => run.map(({ id }) => id).join(' '));

it('leaves runs whole whose operations tell of one object each', () => {
  expect(cut('a1 a2 a2 a3', 'b4 b5')).toEqual(['a1 a2 a2 a3', 'b4 b5']);
});

it('ends a run ahead of an operation that tells of another object, wherever that stands in its own', () => {
  expect(cut('a1 a2 a3 a4', 'b3 b5', 'c6 c3 c7')).toEqual(['a1 a2', 'b3 b5', 'c6']);
});

it('leaves what follows the first of several objects that one operation tells of', () => {
  expect(cut('a1 a2 a3', 'b1 b4', 'c1')).toEqual(['a1 a2 a3', 'b1 b4', 'c1']);
});
