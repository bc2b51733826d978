import { randomBytes } from 'node:crypto';
import type { Clock } from './clock.ts';

/** Makes identifiers. Handed in, so that tests can make them predictable. */
export interface Ids {
  /** A time-ordered UUID (RFC 9562, version 7). Within one process each is greater than the one before. */
  uuid(): string;
  /** `length` random characters of `a-z0-9`, for keys that people copy. */
  key(length: number): string;
  /** `bytes` random bytes. */
  bytes(bytes: number): Buffer;
}

const poolSize = 4096;

/**
 * Identifiers from the operating system's random source.
 *
 * Events are partitioned and paged by their id, so ids made in one process must never go backwards, not even
 * when the clock does: the last timestamp is kept and a 12-bit counter fills `rand_a` (RFC 9562, section 6.2).
 */
export function createIds(clock: Pick<Clock, 'nowMs'>): Ids {
  let pool = randomBytes(poolSize);
  let used = 0;
  let lastMs = 0;
  let counter = 0;

  function refill(count: number): void {
    pool = randomBytes(Math.max(poolSize, count));
    used = 0;
  }

  function take(count: number): Buffer {
    if (used + count > pool.length) refill(count);
    used += count;
    return pool.subarray(used - count, used);
  }

  return {
    uuid() {
      const nowMs = clock.nowMs();
      if (nowMs > lastMs) {
        lastMs = nowMs;
        counter = 0;
      } else if (++counter > 0xfff) {
        lastMs += 1;
        counter = 0;
      }
      if (used + 8 > pool.length) refill(8);
      used += 8;
      return uuidText(lastMs, counter, pool, used - 8);
    },

    key(length) {
      // 252 is the largest multiple of 36 in a byte: bytes above it are dropped so that no letter is favoured.
      let text = '';
      while (text.length < length) {
        for (const byte of take(length)) {
          if (byte < 252 && text.length < length) text += (byte % 36).toString(36);
        }
      }
      return text;
    },

    bytes: (bytes) => Buffer.from(take(bytes)),
  };
}

const text = Buffer.alloc(36, '-');
const digits = Buffer.from('0123456789abcdef');

function writeByte(at: number, byte: number): void {
  text[at] = digits[byte >> 4]!;
  text[at + 1] = digits[byte & 15]!;
}

/**
 * A version 7 UUID with 62 of the 64 bits at `at`. Written as bytes and read as a string once: every event needs four, and
 * a string that is put together from pieces is flattened again wherever it is looked at.
 */
function uuidText(ms: number, counter: number, random: Buffer, at: number): string {
  const high = Math.floor(ms / 0x10000);
  writeByte(0, (high >>> 24) & 255);
  writeByte(2, (high >>> 16) & 255);
  writeByte(4, (high >>> 8) & 255);
  writeByte(6, high & 255);
  writeByte(9, (ms >>> 8) & 255);
  writeByte(11, ms & 255);
  writeByte(14, 0x70 | (counter >> 8));
  writeByte(16, counter & 255);
  writeByte(19, 0x80 | (random[at]! & 0x3f));
  writeByte(21, random[at + 1]!);
  for (let index = 2; index < 8; index++) writeByte(20 + index * 2, random[at + index]!);
  return text.toString('latin1');
}

const uuidPattern = /^[0-9a-f]{8}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{12}$/i;

/** Whether `text` is a UUID in its usual spelling. */
export function isUuid(text: string): boolean {
  return uuidPattern.test(text);
}

/** The smallest version 7 UUID of a millisecond: the lower bound of everything made at or after it. */
export function uuidAtMs(ms: number): string {
  const time = Math.max(0, Math.floor(ms)).toString(16).padStart(12, '0');
  return `${time.slice(0, 8)}-${time.slice(8)}-7000-8000-000000000000`;
}

/** The millisecond at which a version 7 UUID was made. */
export function msOfUuid(id: string): number {
  return Number.parseInt(id.slice(0, 8) + id.slice(9, 13), 16);
}
