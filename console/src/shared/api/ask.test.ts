import { describe, expect, it } from 'vitest';
import { addressOf } from './ask.ts';

describe('an address of the API', () => {
  it('has its values encoded, so that none can lead elsewhere', () => {
    expect(addressOf('/o/{org}/x/{id}', { org: 'acme', id: '../a b?c' })).toBe('/o/acme/x/..%2Fa%20b%3Fc');
  });

  it('repeats the name of a list, and leaves out what is not given', () => {
    const query = { state: ['failed', 'retrying'], type: '', to: undefined, before: null, limit: 50 };
    expect(addressOf('/d', {}, query)).toBe('/d?state=failed&state=retrying&limit=50');
  });
});
