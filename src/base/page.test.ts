import { describe, expect, it } from 'vitest';
import { type PageRequest, pageFrom } from './page.ts';

const all = ['5', '4', '3', '2', '1'].map((id) => ({ id }));

/** What a query gives for a request: one row more than asked for. */
function read(request: PageRequest) {
  const { limit, before, after } = request;
  const wanted = all.filter(({ id }) => (before ? id < before : after ? id > after : true));
  const ordered = after ? wanted.toReversed() : wanted;
  const page = pageFrom(ordered.slice(0, limit + 1), request);
  return { ...page, items: page.items.map(({ id }) => id).join('') };
}

describe('a page', () => {
  it('leads from the newest to the oldest, and back again', () => {
    expect(read({ limit: 2 })).toEqual({ items: '54', older: '4', newer: null });
    expect(read({ limit: 2, before: '4' })).toEqual({ items: '32', older: '2', newer: '3' });
    expect(read({ limit: 2, before: '2' })).toEqual({ items: '1', older: null, newer: '1' });
    expect(read({ limit: 2, after: '1' })).toEqual({ items: '32', older: '2', newer: '3' });
    expect(read({ limit: 2, after: '3' })).toEqual({ items: '54', older: '4', newer: null });
  });

  it('says that there is nothing more where exactly the limit was left', () => {
    expect(read({ limit: 5 })).toEqual({ items: '54321', older: null, newer: null });
  });

  it('is empty where there is nothing', () => {
    expect(pageFrom([], { limit: 2 })).toEqual({ items: [], older: null, newer: null });
    expect(read({ limit: 2, after: '5' })).toEqual({ items: '', older: null, newer: null });
  });
});
