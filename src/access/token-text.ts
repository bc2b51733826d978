import { createHash } from 'node:crypto';
import type { Ids } from '../base/ids.ts';

/** A new token, and the only form in which it is kept. The prefix lets scanners of leaked secrets know it. */
export function createTokenText(ids: Pick<Ids, 'bytes'>): { text: string; hash: Buffer } {
  const text = `bwt_${ids.bytes(32).toString('base64url')}`;
  return { text, hash: hashOfToken(text) };
}

/** What a token is looked up by. A plain hash is enough for 32 random bytes. */
export function hashOfToken(text: string): Buffer {
  return createHash('sha256').update(text, 'utf8').digest();
}
