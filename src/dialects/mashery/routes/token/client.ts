import { createHash, timingSafeEqual } from 'node:crypto';
import type { Access } from '../../../../access/access.ts';
import type { Credential } from '../../../../store/records/credential.ts';

/** The API key that a request signs in with by HTTP Basic, or null if key or secret are not right. */
export async function clientOf(
  access: Access,
  authorization: string | undefined,
): Promise<Credential | null> {
  const basic = basicFrom(authorization);
  if (basic === null) return null;
  const found = await access.findApiKey(basic.username);
  // Compared in any case, so that the time does not tell whether the key exists.
  const same = sameText(found?.secret ?? '', basic.password);
  return found !== null && same ? found.credential : null;
}

/** Name and password of an HTTP Basic header (RFC 7617). */
function basicFrom(header: string | undefined): { username: string; password: string } | null {
  const encoded = /^Basic +([A-Za-z0-9+/_-]+={0,2}) *$/i.exec(header ?? '')?.[1];
  if (encoded === undefined) return null;
  const text = Buffer.from(encoded, 'base64').toString('utf8');
  const colon = text.indexOf(':');
  return colon < 1 ? null : { username: text.slice(0, colon), password: text.slice(colon + 1) };
}

/** Digests have one length, so neither content nor length shows in the time it takes. */
function sameText(left: string, right: string): boolean {
  const digest = (text: string) => createHash('sha256').update(text).digest();
  return timingSafeEqual(digest(left), digest(right));
}
