import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { nothing, pageState, pageToggled, type Selection, toggled } from './selection.ts';

const page = ['a', 'b', 'c', 'd', 'e'];
const press = (before: Selection, id: string, range = false) => toggled(before, id, { page, range });
const idsOf = ({ ids }: Selection) => [...ids].sort().join('');

describe('a selection', () => {
  it('takes a row in and out', () => {
    const one = press(nothing, 'b');
    expect(idsOf(one)).toBe('b');
    expect(idsOf(press(one, 'b'))).toBe('');
  });

  it('takes a range from the row that was pressed last, in both directions, in and out', () => {
    const down = press(press(nothing, 'b'), 'd', true);
    expect(idsOf(down)).toBe('bcd');
    expect(idsOf(press(press(nothing, 'd'), 'b', true))).toBe('bcd');
    expect(idsOf(press(down, 'c', true))).toBe('b');
  });

  it('takes one row where the other end of the range is on another page', () => {
    const elsewhere = toggled(nothing, 'z', { page: ['z'], range: false });
    expect(idsOf(press(elsewhere, 'c', true))).toBe('cz');
  });

  it('keeps what was selected on other pages when a page is taken in and out', () => {
    const elsewhere = toggled(nothing, 'z', { page: ['z'], range: false });
    const both = pageToggled(elsewhere, page);
    expect(idsOf(both)).toBe('abcdez');
    expect(idsOf(pageToggled(both, page))).toBe('z');
  });

  it('of all that match becomes one of the page without the row whose box was pressed', () => {
    const all: Selection = { ...nothing, all: true };
    expect(press(all, 'b')).toMatchObject({ all: false });
    expect(idsOf(press(all, 'b'))).toBe('acde');
  });

  it('says of a page what its boxes say, whatever was pressed', () => {
    const presses = fc.array(
      fc.oneof(
        fc.record({ id: fc.constantFrom(...page), range: fc.boolean() }),
        fc.constant('page' as const),
      ),
    );
    fc.assert(
      fc.property(presses, (all) => {
        let now: Selection = nothing;
        for (const one of all) now = one === 'page' ? pageToggled(now, page) : press(now, one.id, one.range);
        const state = { 0: 'none', 5: 'all' }[now.ids.size] ?? 'some';
        expect(pageState(now, page)).toBe(state);
      }),
    );
  });
});
