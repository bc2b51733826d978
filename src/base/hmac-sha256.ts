import { createHash, createHmac, hash } from 'node:crypto';

/** HMAC-SHA256 (RFC 2104) with one key, of a text in UTF-8 and the bytes behind it. Answers in base64. */
export type HmacSha256 = (head: string, body: Buffer | null) => string;

const blockBytes = 64;
const digestBytes = 32;
/** Longer messages are not copied together, so that one of them does not hold memory for ever. */
const maxJoinedBytes = 64 * 1024;
const maxBytesPerUnit = 3;

/** What is hashed: the inner pad, the head and the body. Used by one signature at a time, as all of it is done at once. */
const message = Buffer.allocUnsafeSlow(blockBytes + maxJoinedBytes);

/**
 * Every delivery is signed. `createHmac` makes an object for each signature that the garbage collector has to take apart
 * again, which costs more than the digest does; here two digests are taken of what is put together in one place.
 */
export function createHmacSha256(key: Buffer): HmacSha256 {
  const innerPad = padOf(key, 0x36);
  const outer = Buffer.concat([padOf(key, 0x5c), Buffer.alloc(digestBytes)]);
  return (head, body) => {
    const bodyBytes = body?.length ?? 0;
    if (head.length * maxBytesPerUnit + bodyBytes > maxJoinedBytes) {
      const hmac = createHmac('sha256', key).update(head);
      return (body === null ? hmac : hmac.update(body)).digest('base64');
    }
    let at = innerPad.copy(message);
    at += message.write(head, at);
    if (body !== null) at += body.copy(message, at);
    outer.write(hash('sha256', message.subarray(0, at), 'binary'), blockBytes, 'latin1');
    return hash('sha256', outer, 'base64');
  };
}

/** The key, filled up to a block, each byte changed. A key that is longer than a block is replaced by its digest. */
function padOf(key: Buffer, change: number): Buffer {
  const pad = Buffer.alloc(blockBytes);
  (key.length > blockBytes ? createHash('sha256').update(key).digest() : key).copy(pad);
  return pad.map((byte) => byte ^ change) as Buffer;
}
