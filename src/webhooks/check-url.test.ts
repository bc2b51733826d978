import { expect, it } from 'vitest';
import { checkUrl } from './check-url.ts';

it.each([
  'https://example.com',
  'http://example.com:8080/root/?key=1&x=%2F',
  'https://bücher.example/🔔',
  'https://[2001:db8::1]/',
  'HTTPS://EXAMPLE.COM/',
])('takes %s', (url) => {
  expect(checkUrl(url)).toEqual([]);
});

it.each([
  ['', 'absolute'],
  ['example.com/hooks', 'absolute'],
  ['/hooks', 'absolute'],
  ['ftp://example.com', 'https://'],
  ['javascript:alert(1)', 'https://'],
  ['http:example.com', 'https://'],
  ['https://user@example.com', 'credentials'],
  ['https://:secret@example.com', 'credentials'],
  ['https://example.com/#part', 'fragment'],
  ['https://example.com/#', 'fragment'],
  [' https://example.com', 'spaces'],
  ['https://exam\nple.com', 'spaces'],
  ['https://example.com\\@other.example', 'backslashes'],
  [`https://example.com/${'a'.repeat(2048)}`, '2048'],
])('refuses %j', (url, word) => {
  expect(checkUrl(url)).toEqual([{ field: 'url', message: expect.stringContaining(word) }]);
});
