import { expect, it } from 'vitest';
import { insideOf } from './inside.ts';

const origin = 'https://bellwire.example:8443';

it('leads on to a page of this console, with its filters', () => {
  expect(insideOf('/tokens', origin)).toBe(`${origin}/tokens`);
  expect(insideOf('/o/acme/deliveries?status=failed&q=a//b#top', origin)).toBe(
    `${origin}/o/acme/deliveries?status=failed&q=a//b#top`,
  );
});

it.each([
  '//evil.example/x',
  '/\t/evil.example/x',
  '/\n/evil.example/x',
  '/\r/evil.example/x',
  '/\\evil.example/x',
  '/\t\\evil.example/x',
  '/.//evil.example/x',
  '/a/..//evil.example/x',
  '///evil.example',
  'https://evil.example/',
  'javascript:alert(1)',
  ' javascript:alert(1)',
  '//bellwire.example:8444/',
  '//[',
  '',
  undefined,
])('leads nowhere else: %j', (to) => {
  expect(insideOf(to, origin)).toBeNull();
});
