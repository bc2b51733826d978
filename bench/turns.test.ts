import { expect, it } from 'vitest';
import { turnsOf } from './turns.ts';

it('takes turns within a group, one group after the other', () => {
  const kinds = [
    { name: 'A', group: 'one', rounds: 2 },
    { name: 'B', group: 'one', rounds: 3 },
    { name: 'X', group: 'two', rounds: 1 },
  ];
  const turns = turnsOf(kinds, ({ rounds }) => rounds).map(({ kind, round }) => `${kind.name}${round}`);
  expect(turns).toEqual(['A1', 'B1', 'A2', 'B2', 'B3', 'X1']);
});
