import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import type { Attempt } from '../../shared/api/types.ts';
import { type DeliveryRow, mergedPage, movedOn, someDue, testRow } from './delivery-rows.ts';

const row = (id: string) => ({ id }) as DeliveryRow;

/** A page of a list as the server answers it: see `pageFrom` there. */
function asked(
  list: readonly string[],
  limit: number,
  { before, after }: { before?: string; after?: string },
) {
  const falling = [...list].sort().reverse();
  const matching =
    after === undefined
      ? falling.filter((id) => before === undefined || id < before)
      : falling.filter((id) => id > after).reverse();
  const more = matching.length > limit;
  const items = matching.slice(0, limit);
  if (after !== undefined) items.reverse();
  const [newest, oldest] = [items[0] ?? null, items.at(-1) ?? null];
  if (after !== undefined) return { items: items.map(row), older: oldest, newer: more ? newest : null };
  return { items: items.map(row), older: more ? oldest : null, newer: before === undefined ? null : newest };
}

const ids = fc.uniqueArray(fc.integer({ min: 10, max: 99 }).map(String), { maxLength: 20 });
const lists = fc
  .tuple(ids, ids)
  .map(([one, other]) => [one, other.filter((id) => !one.includes(id))] as const);

describe('a page of deliveries and tests', () => {
  it('shows each of both exactly once, in order, from the newest page to the oldest and back', () => {
    fc.assert(
      fc.property(lists, fc.integer({ min: 1, max: 7 }), ([one, other], limit) => {
        const pageAt = (place: { before?: string; after?: string }) =>
          mergedPage(asked(one, limit, place), asked(other, limit, place), {
            limit,
            rising: place.after !== undefined,
          });
        const all = [...one, ...other].sort().reverse();
        const down: string[] = [];
        let page = pageAt({});
        let turns = 0;
        for (;;) {
          down.push(...page.items.map(({ id }) => id));
          if (page.older === null) break;
          page = pageAt({ before: page.older });
          if (++turns > 50) throw new Error('no end');
        }
        expect(down).toEqual(all);

        const up: string[][] = [page.items.map(({ id }) => id)];
        while (page.newer !== null) {
          page = pageAt({ after: page.newer });
          up.unshift(page.items.map(({ id }) => id));
          if (++turns > 100) throw new Error('no end');
        }
        expect(up.flat()).toEqual(all);
      }),
    );
  });
});

it('shows a test as what came of it, with nothing more owed', () => {
  const attempt = {
    id: 'a',
    reason: 'dns-failed',
    status: null,
    objectId: null,
    startedAt: 'then',
  } as Attempt;
  expect(testRow(attempt)).toMatchObject({
    test: true,
    state: 'failed',
    lastReason: 'dns-failed',
    objectId: '',
  });
  expect(testRow({ ...attempt, reason: null, status: 200 })).toMatchObject({
    state: 'delivered',
    lastStatus: 200,
    dueAt: null,
    finishedAt: 'then',
  });
});

describe('a page that is read again', () => {
  const page = (...all: string[]) => ({
    items: all.map((text) => ({ id: text[0], state: text.slice(1) }) as DeliveryRow),
    older: 'older',
    newer: null,
  });
  const shownAs = ({ items }: ReturnType<typeof movedOn>) =>
    items.map(({ id, state }) => id + state).join(' ');

  it('shows what became of its rows', () => {
    expect(shownAs(movedOn(page('3+', '2-', '1+'), page('3+', '2+', '1+')))).toBe('3+ 2+ 1+');
  });

  it('lets nothing new in, and keeps what that has pushed off its end', () => {
    expect(shownAs(movedOn(page('3+', '2-', '1+'), page('5+', '4+', '3*')))).toBe('3* 2- 1+');
    expect(shownAs(movedOn(page('3+', '2-', '1+'), page('6+', '5+', '4*')))).toBe('3+ 2- 1+');
  });

  it('loses what the filters match no longer, and shows what takes its place', () => {
    expect(shownAs(movedOn(page('3-', '2-'), page('3-', '1-')))).toBe('3- 1-');
    expect(shownAs(movedOn(page('2-'), page()))).toBe('');
  });
});

it('has something to follow while an attempt is due that nothing holds', () => {
  const now = new Date('2026-11-22T10:30:00Z');
  const due = (dueAt: string | null, held = false) => someDue([{ dueAt, held } as DeliveryRow], now);
  expect(due('2026-11-22T10:29:59Z')).toBe(true);
  expect(due('2026-11-22T10:30:01Z')).toBe(false);
  expect(due('2026-11-22T10:29:59Z', true)).toBe(false);
  expect(due(null)).toBe(false);
});
