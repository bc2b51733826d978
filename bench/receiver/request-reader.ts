/**
 * Reads HTTP/1.1 requests from one connection as far as a receiver that only counts has to: the end of the head,
 * `webhook-id`, and `content-length`. Calls `onRequest` once for each request, when its last byte has come, with where
 * its id begins (-1 where it has none). Throws for what it cannot read: a request with a body of another kind.
 */
export type RequestReader = (chunk: Buffer) => void;

const headEnd = Buffer.from('\r\n\r\n');
const idHeader = Buffer.from('\r\nwebhook-id: ');
const lengthHeader = Buffer.from('\r\ncontent-length: ');
const longestHead = 16 * 1024;

export function createRequestReader(onRequest: (head: Buffer, idAt: number) => void): RequestReader {
  /** A head that has not come in one piece. */
  let partial: Buffer | null = null;
  /** A request whose body is still coming. */
  let head: Buffer | null = null;
  let idAt = -1;
  let missing = 0;

  return (received) => {
    let chunk = received;
    let at = 0;
    if (partial !== null) {
      chunk = Buffer.concat([partial, received]);
      partial = null;
    }
    for (;;) {
      if (head !== null) {
        const taken = Math.min(missing, chunk.length - at);
        missing -= taken;
        at += taken;
        if (missing > 0) return;
        onRequest(head, idAt);
        head = null;
      }
      if (at === chunk.length) return;
      const end = chunk.indexOf(headEnd, at);
      if (end < 0) {
        if (chunk.length - at > longestHead) throw new Error('The head of a request is too long');
        partial = chunk.subarray(at);
        return;
      }
      head = chunk;
      idAt = valueIn(chunk, at, end, idHeader);
      missing = lengthIn(chunk, valueIn(chunk, at, end, lengthHeader), end);
      at = end + headEnd.length;
    }
  };
}

/** Where the value of a header begins, between `from` and `end`; -1 where there is none. */
function valueIn(chunk: Buffer, from: number, end: number, header: Buffer): number {
  const found = chunk.indexOf(header, from);
  return found < 0 || found > end ? -1 : found + header.length;
}

function lengthIn(chunk: Buffer, from: number, end: number): number {
  if (from < 0) throw new Error('A request has no content-length in lower case');
  let length = 0;
  for (let at = from; at < end; at++) {
    const digit = chunk[at]! - 0x30;
    if (digit < 0 || digit > 9) break;
    length = length * 10 + digit;
  }
  return length;
}
