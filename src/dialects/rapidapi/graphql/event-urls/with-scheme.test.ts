import { describe, expect, it } from 'vitest';
import { withScheme } from './with-scheme.ts';

describe('a callback URL', () => {
  it.each([
    'example.com',
    'example.com/hook',
    'hooks.example.com:8443/a?b=c#d',
    'example.com?a=b@c',
    '10.0.0.1/',
  ])('is one of https where it begins with its host: %s', (url) => {
    expect(withScheme(url)).toBe(`https://${url}`);
  });

  it.each([
    ...[
      'https://example.com',
      'http://example.com',
      'ftp://example.com',
      'http:example.com',
      '//example.com',
    ],
    ...[
      'user@example.com',
      'mailto:a@example.com',
      'javascript:alert(1)',
      'localhost',
      'nonsense',
      '.com',
      'a..b',
      '',
    ],
    ...['example.com:', 'example.com:x', 'two words.com', 'https://a.example\nb.example'],
  ])('is left as it is otherwise: %j', (url) => {
    expect(withScheme(url)).toBe(url);
  });

  it('is looked at once, however long it is', () => {
    expect(withScheme(`${'a.'.repeat(100_000)}`)).toHaveLength(200_000);
  });
});
