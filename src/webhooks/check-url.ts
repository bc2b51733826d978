import type { Problem } from '../base/errors.ts';

const maxLength = 2048;

/** What is wrong with the URL of a webhook as a text; where it leads is the address guard's question. */
export function checkUrl(text: string): Problem[] {
  const message = complaint(text);
  return message === null ? [] : [{ field: 'url', message }];
}

function complaint(text: string): string | null {
  if (text.length > maxLength) return `must be at most ${maxLength} characters long`;
  if (!URL.canParse(text)) return 'must be an absolute URL such as https://example.com/hooks';
  // A parser drops these without a word; a URL that is not what it looks like is refused instead.
  if (/[\s\p{Cc}\\]/u.test(text)) return 'must not contain spaces, control characters or backslashes';
  const url = new URL(text);
  if (url.protocol !== 'https:' && url.protocol !== 'http:') return 'must begin with https:// or http://';
  if (!/^https?:\/\//i.test(text)) return 'must begin with https:// or http://';
  if (url.username !== '' || url.password !== '')
    return 'must not contain a user or password: use credentials';
  if (text.includes('#')) return 'must not have a fragment (#), which is never sent';
  return null;
}
