import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { callUrl, eventNameOf, txnOf } from './path.ts';

describe('the URL of a call', () => {
  const txn = '0190c222abcd70008000000000000000';
  const call = { type: 'member', id: '123456', event: 'post-create', txn };

  it.each([
    [
      'http://mycustomerdomain.com/masherycallbacks',
      'http://mycustomerdomain.com/masherycallbacks/v1/member/123456?',
    ],
    ['http://a.example', 'http://a.example/v1/member/123456?'],
    ['http://a.example/', 'http://a.example/v1/member/123456?'],
    ['http://a.example/x/', 'http://a.example/x/v1/member/123456?'],
    ['http://a.example/x//', 'http://a.example/x//v1/member/123456?'],
    ['http://a.example/x?', 'http://a.example/x/v1/member/123456?'],
    ['http://a.example/x/?k=1&l=%26', 'http://a.example/x/v1/member/123456?k=1&l=%26&'],
    ['http://a.example:8080/x#part?y', 'http://a.example:8080/x/v1/member/123456?'],
    ['http://a.example/ü b', 'http://a.example/%C3%BC%20b/v1/member/123456?'],
  ])('adds to the root %s', (root, expected) => {
    expect(callUrl(root, call)).toBe(`${expected}event=post-create&txn=${txn}`);
  });

  it('names no id before the object is saved', () => {
    expect(callUrl('http://a.example/x', { ...call, id: null, event: 'pre-create' })).toBe(
      `http://a.example/x/v1/member?event=pre-create&txn=${txn}`,
    );
  });

  it('keeps an id with any characters in one segment', () => {
    const id = 'a/b?c#d%e"ש🐝';
    const { pathname } = new URL(callUrl('http://a.example/', { ...call, id }));
    expect(decodeURIComponent(pathname.split('/')[3]!)).toBe(id);
  });

  it('throws where the root is no URL', () => {
    expect(() => callUrl('no url', call)).toThrow();
  });

  it('joins with any root that has a path and a query', () => {
    const segment = fc
      .stringMatching(/^[a-z0-9~_%!$&'()*+,;=:@ é🐝-]{1,8}$/u)
      .filter((text) => !text.includes('.'));
    const pair = fc.tuple(fc.string({ minLength: 1 }), fc.string());
    fc.assert(
      fc.property(
        fc.array(segment),
        fc.array(pair),
        fc.string(),
        fc.boolean(),
        (path, pairs, hash, slash) => {
          const query = new URLSearchParams(pairs).toString();
          const root = `https://a.example/${path.join('/')}${slash ? '/' : ''}${query === '' ? '' : `?${query}`}#${hash}`;
          const before = new URL(root);
          const after = new URL(callUrl(root, call));
          expect(after.pathname).toBe(`${before.pathname.replace(/\/$/, '')}/v1/member/123456`);
          expect([...after.searchParams]).toEqual([
            ...before.searchParams,
            ['event', 'post-create'],
            ['txn', txn],
          ]);
          expect(after.hash).toBe('');
        },
      ),
    );
  });

  it('writes the six event names, and transactions as 32 hexadecimal digits', () => {
    expect(
      (['pre', 'post'] as const).flatMap((moment) =>
        (['created', 'updated', 'deleted'] as const).map((operation) => eventNameOf(moment, operation)),
      ),
    ).toEqual(['pre-create', 'pre-update', 'pre-delete', 'post-create', 'post-update', 'post-delete']);
    expect(txnOf('0190C222-ABCD-7000-8000-000000000000')).toBe(txn);
  });
});
