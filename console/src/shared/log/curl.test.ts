import { execFileSync } from 'node:child_process';
import { expect, it } from 'vitest';
import { curlOf } from './curl.ts';

it('is a line that a shell reads as it was, whatever stands in it', () => {
  const body = `{"name":"it's $(touch /tmp/no) \`id\` \\"x\\""}`;
  const line = curlOf({
    method: 'PUT',
    url: 'https://hooks.example/a?b=c&d=1',
    headers: { 'content-type': 'application/json', 'content-length': '9', 'x-odd': "o'clock" },
    body: { encoding: 'utf-8', content: body },
  });
  const words = execFileSync('sh', ['-c', `curl() { printf '%s\\0' "$@"; }; ${line}`])
    .toString()
    .split('\0')
    .slice(0, -1);
  expect(words).toEqual([
    '-X',
    'PUT',
    'https://hooks.example/a?b=c&d=1',
    '-H',
    'content-type: application/json',
    '-H',
    "x-odd: o'clock",
    '--data-binary',
    body,
  ]);
});
