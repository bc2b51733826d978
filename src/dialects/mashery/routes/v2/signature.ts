import { createHash, timingSafeEqual } from 'node:crypto';

/** How far the caller's clock may be off, either way (V2 page on authentication). */
const toleranceSeconds = 300;

/**
 * Whether `signature` is the md5 of key, secret and a Unix time within five minutes of now. The time itself is not
 * sent, so every second of the window is tried, the likeliest first.
 */
export function isSigned(input: {
  apiKey: string;
  secret: string;
  signature: string;
  nowMs: number;
}): boolean {
  if (!/^[0-9a-f]{32}$/i.test(input.signature)) return false;
  const given = Buffer.from(input.signature, 'hex');
  const now = Math.floor(input.nowMs / 1000);
  for (let off = 0; off <= toleranceSeconds; off += 1) {
    for (const second of off === 0 ? [now] : [now - off, now + off]) {
      const expected = createHash('md5').update(`${input.apiKey}${input.secret}${second}`).digest();
      if (timingSafeEqual(expected, given)) return true;
    }
  }
  return false;
}
