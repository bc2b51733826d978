import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { formEncode } from './form.ts';

describe('a form body', () => {
  it('lays out as PHP does', () => {
    expect(
      decodeURIComponent(
        formEncode({
          apikey: 'k1',
          secret: '',
          none: null,
          rate_limit_ceiling: 0,
          rate_limit_exempt: true,
          qps_limit_exempt: false,
          limits: [{ period: 'second', ceiling: 5 }, { period: 'day' }],
          member: { username: 'joe' },
          tags: [],
          eav: {},
        }),
      ),
    ).toBe(
      [
        'apikey=k1',
        'secret=',
        'none=',
        'rate_limit_ceiling=0',
        'rate_limit_exempt=1',
        'qps_limit_exempt=0',
        'limits[0][period]=second',
        'limits[0][ceiling]=5',
        'limits[1][period]=day',
        'member[username]=joe',
      ].join('&'),
    );
  });

  it('encodes brackets in names and spaces as forms do', () => {
    expect(formEncode({ member: { name: 'a b+c' } })).toBe('member%5Bname%5D=a+b%2Bc');
  });

  it('carries any text unharmed', () => {
    const text = fc.oneof(
      fc.string({ unit: 'grapheme' }),
      fc.constantFrom('🐝', 'שלום & "x"', '100%', 'a=b&c', '[0]', "it's", '\r\n', '../?#'),
    );
    fc.assert(
      fc.property(text, text, (outer, inner) => {
        const form = new URLSearchParams(formEncode({ name: outer, member: { name: inner } }));
        expect(form.get('name')).toBe(outer);
        expect(form.get('member[name]')).toBe(inner);
      }),
    );
  });
});
