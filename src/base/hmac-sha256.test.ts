import { createHmac } from 'node:crypto';
import { assert, integer, option, property, string, uint8Array } from 'fast-check';
import { describe, expect, it } from 'vitest';
import { createHmacSha256 } from './hmac-sha256.ts';

describe('an HMAC-SHA256', () => {
  it('is the one that node:crypto makes, whatever the key, the text and the bytes', () => {
    const keys = uint8Array({ maxLength: 200 });
    const bodies = option(uint8Array({ maxLength: 500 }));
    assert(
      property(keys, string({ unit: 'binary' }), bodies, (key, head, body) => {
        const bytes = body === null ? null : Buffer.from(body);
        const sign = createHmacSha256(Buffer.from(key));
        // Twice: nothing of one signature is left over in the next.
        expect([sign(head, bytes), sign(head, bytes)]).toEqual(Array(2).fill(expected(key, head, bytes)));
      }),
    );
  });

  it('is so on either side of the size up to which a message is copied', () => {
    const key = Buffer.from('key');
    const sign = createHmacSha256(key);
    assert(
      property(integer({ min: 65_000, max: 66_000 }), (size) => {
        const body = Buffer.alloc(size, 'x');
        expect(sign('id.1700000000.', body)).toBe(expected(key, 'id.1700000000.', body));
      }),
    );
  });
});

function expected(key: Uint8Array, head: string, body: Buffer | null): string {
  return createHmac('sha256', key)
    .update(head)
    .update(body ?? '')
    .digest('base64');
}
