import { describe, expect, it } from 'vitest';
import { isSuccess } from './success.ts';

describe('the success criteria of a product', () => {
  it.each([
    ["txProviderStatus == 'OK'", 'OK', true],
    ["txProviderStatus == 'OK'", 'ok', false],
    ['txProviderStatus=="200" || txProviderStatus==201', '201', true],
    ["txProviderStatus != '500' && txProviderStatus != '503'", '503', false],
    ["txProviderStatus != '500' && txProviderStatus != '503'", '200', true],
    ['', 'anything', true],
    ['response.code > 200', '200', null],
    ["txProviderStatus == 'OK' ||", 'OK', null],
  ])('%j judge %j as %j', (criteria, status, success) => {
    expect(isSuccess(criteria, status)).toBe(success);
  });
});
