import { expect, it } from 'vitest';
import { filtersAlone, filtersOf, testFiltersOf, testsIn } from './delivery-filters.ts';

const now = new Date('2026-11-22T10:30:42.500Z');

it('asks for the last day where nothing is said', () => {
  expect(filtersOf({}, now)).toEqual({ from: '2026-11-21T10:30:00.000Z' });
});

it('asks for what stands in the address, and drops what it does not know', () => {
  const search = {
    status: 'failed,lost,retrying',
    class: '5xx',
    type: 'a b',
    webhook: 'w',
    range: '1h',
    more: 'x',
  };
  expect(filtersOf(search, now)).toEqual({
    state: ['retrying', 'failed'],
    status: '5xx',
    webhookId: 'w',
    from: '2026-11-22T09:30:00.000Z',
  });
});

it('takes a span in place of a range', () => {
  const span = { from: '2026-11-20T00:00:00.000Z', to: '2026-11-21T00:00:00.000Z', range: '1h' };
  expect(filtersOf(span, now)).toEqual({ from: span.from, to: span.to });
});

it('leaves out what is no time', () => {
  expect(filtersOf({ from: 'x', to: 'y', range: '1h' }, now)).toEqual({ from: '2026-11-22T09:30:00.000Z' });
});

it('is the same list on each of its pages, and with a test of it opened', () => {
  const list = { status: 'failed', from: '2026-11-20T00:00:00.000Z' };
  expect(filtersAlone({ ...list, before: 'b', after: 'a', attempt: 'one' })).toEqual(list);
});

it('searches for what was typed, as far as the API takes it', () => {
  expect(filtersOf({ q: 'member' }, now)).toMatchObject({ q: 'member' });
  expect(filtersOf({ q: 'x'.repeat(300) }, now)).toMatchObject({ q: 'x'.repeat(255) });
});

it('leaves tests out unless the address names them', () => {
  expect([{}, { test: 'in' }, { test: 'only' }, { test: 'x' }].map(testsIn)).toEqual([
    'out',
    'in',
    'only',
    'out',
  ]);
});

it('asks for tests by what became of them, and for none where only what is still owed is wanted', () => {
  const from = 'then';
  expect(testFiltersOf({ from })).toEqual({ from, kind: 'test' });
  expect(testFiltersOf({ from, state: ['failed', 'retrying'], q: 'a' })).toEqual({
    from,
    kind: 'test',
    q: 'a',
    succeeded: false,
  });
  expect(testFiltersOf({ from, state: ['delivered', 'failed'] })).toEqual({ from, kind: 'test' });
  expect(testFiltersOf({ from, state: ['waiting', 'cancelled'] })).toBeNull();
});
