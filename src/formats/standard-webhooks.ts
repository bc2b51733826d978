import { createHmacSha256, type HmacSha256 } from '../base/hmac-sha256.ts';
import type { Ids } from '../base/ids.ts';

const prefix = 'whsec_';

/** Keys are parsed once. The bound only keeps rotated secrets from gathering for ever. */
const maxCachedKeys = 10_000;
const keys = new Map<string, HmacSha256>();

/**
 * The headers of the Standard Webhooks specification. The signature covers `{id}.{seconds}.{body}` with
 * HMAC-SHA256, once for each secret, so that a receiver may check with the old or the new one while a secret is
 * being changed. A request without a body is signed as one with an empty body; without secrets there is no signature.
 */
export function signatureHeaders(input: {
  id: string;
  now: Date;
  body: Buffer | null;
  secrets: readonly string[];
}): Record<string, string> {
  const seconds = String(Math.floor(input.now.getTime() / 1000));
  const headers: Record<string, string> = { 'webhook-id': input.id, 'webhook-timestamp': seconds };
  if (input.secrets.length > 0) {
    headers['webhook-signature'] = input.secrets
      .map((secret) => sign(secret, `${input.id}.${seconds}.`, input.body))
      .join(' ');
  }
  return headers;
}

/** A new signing secret: `whsec_` and 32 random bytes in base64. */
export function createSecret(ids: Pick<Ids, 'bytes'>): string {
  return prefix + ids.bytes(32).toString('base64');
}

function sign(secret: string, head: string, body: Buffer | null): string {
  return `v1,${hmacOf(secret)(head, body)}`;
}

function hmacOf(secret: string): HmacSha256 {
  const known = keys.get(secret);
  if (known !== undefined) return known;
  const encoded = secret.startsWith(prefix) ? secret.slice(prefix.length) : secret;
  const hmac = createHmacSha256(Buffer.from(encoded, 'base64'));
  if (keys.size >= maxCachedKeys) keys.clear();
  keys.set(secret, hmac);
  return hmac;
}
