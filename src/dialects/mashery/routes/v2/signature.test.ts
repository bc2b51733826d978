import { describe, expect, it } from 'vitest';
import { isSigned } from './signature.ts';

// The inputs of the vendor's own example.
const apiKey = '2fvmer3qbk7f3jnqneg58bu2';
const secret = 'qvxkmw57pec7';
const signature = '65a08176826fa4621116997e1dd775fa';
const signedMs = 1_200_603_038_000;

describe('the signature of a V2 call', () => {
  it.each([0, 999, -300_000, 300_000])('holds with a clock that is %i ms off', (offMs) => {
    expect(isSigned({ apiKey, secret, signature, nowMs: signedMs + offMs })).toBe(true);
  });

  it.each([-301_000, 301_000])('has run out with a clock that is %i ms off', (offMs) => {
    expect(isSigned({ apiKey, secret, signature, nowMs: signedMs + offMs })).toBe(false);
  });

  it('is read in upper case too', () => {
    expect(isSigned({ apiKey, secret, signature: signature.toUpperCase(), nowMs: signedMs })).toBe(true);
  });

  it.each(['', 'zz', `${signature}00`, signature.slice(2), 'é'.repeat(32)])('is not %j', (wrong) => {
    expect(isSigned({ apiKey, secret, signature: wrong, nowMs: signedMs })).toBe(false);
  });

  it('fails with another secret', () => {
    expect(isSigned({ apiKey, secret: 'other', signature, nowMs: signedMs })).toBe(false);
  });
});
