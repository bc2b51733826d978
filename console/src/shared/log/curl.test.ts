import { execFileSync } from 'node:child_process';
import fc from 'fast-check';
import { expect, it } from 'vitest';
import { curlOf, type SentRequest } from './curl.ts';

const request: SentRequest = {
  method: 'POST',
  url: 'https://acme.io/hook?a=1&b=2',
  headers: { host: 'acme.io', 'content-type': 'application/json', 'x-note': "it's" },
  body: { encoding: 'utf-8', content: '{"a":"$HOME `id` \'x\'"}' },
};

/** What a shell makes of it, with a `curl` that prints its arguments. */
function argumentsOf(line: string): string[] {
  const script = `curl() { for one in "$@"; do printf '%s\\0' "$one"; done; }\n${line}`;
  return execFileSync('/bin/sh', ['-c', script], { encoding: 'utf8' }).split('\0').slice(0, -1);
}

it('is read by a shell as the request that was sent', () => {
  expect(argumentsOf(curlOf(request))).toEqual([
    '-X',
    'POST',
    request.url,
    '-H',
    'content-type: application/json',
    '-H',
    "x-note: it's",
    '--data-raw',
    request.body?.content,
  ]);
});

it('never lets a value out of its quotes', () => {
  const text = fc.string({ unit: 'binary', maxLength: 60 }).filter((value) => !value.includes('\0'));
  fc.assert(
    fc.property(text, text, (url, content) => {
      const line = curlOf({
        method: 'POST',
        url,
        headers: {},
        body: { encoding: 'utf-8', content: `x${content}` },
      });
      expect(argumentsOf(line)).toEqual(['-X', 'POST', url, '--data-raw', `x${content}`]);
    }),
    { numRuns: 40 },
  );
});

it('pipes a body that is no text', () => {
  const line = curlOf({ ...request, headers: {}, body: { encoding: 'base64', content: 'AP8=' } });
  expect(line).toMatch(/^printf %s 'AP8=' \| base64 -d \| curl .*--data-binary @-$/s);
});
