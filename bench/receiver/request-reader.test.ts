import { expect, it } from 'vitest';
import { createRequestReader } from './request-reader.ts';

const request = (id: string, body: string) =>
  `POST /hook HTTP/1.1\r\nhost: a\r\nwebhook-id: ${id}\r\ncontent-length: ${body.length}\r\n\r\n${body}`;

/** The ids that a reader finds in what comes in these pieces. */
function idsIn(pieces: readonly string[]): string[] {
  const ids: string[] = [];
  const read = createRequestReader((head, at) =>
    ids.push(at < 0 ? 'none' : head.toString('latin1', at, at + 2)),
  );
  for (const piece of pieces) read(Buffer.from(piece, 'latin1'));
  return ids;
}

it('reads requests however they are cut into pieces', () => {
  const text = `${request('a1', '{"x":1}')}${request('b2', '')}${request('c3', 'webhook-id: no\r\n\r\n')}`;
  for (let size = 1; size <= text.length; size++) {
    const pieces = Array.from({ length: Math.ceil(text.length / size) }, (_, index) =>
      text.slice(index * size, (index + 1) * size),
    );
    expect(idsIn(pieces)).toEqual(['a1', 'b2', 'c3']);
  }
});

it('does not call before the whole body has come', () => {
  const text = request('a1', 'body');
  expect(idsIn([text.slice(0, -1)])).toEqual([]);
});

it('does not take the id of a later request for one that has none', () => {
  const without = 'POST / HTTP/1.1\r\ncontent-length: 0\r\n\r\n';
  expect(idsIn([without + request('b2', '')])).toEqual(['none', 'b2']);
});

it('refuses a body whose length it is not told', () => {
  expect(() => idsIn(['POST / HTTP/1.1\r\ntransfer-encoding: chunked\r\n\r\n'])).toThrow('content-length');
});
