import { createHash } from 'node:crypto';
import { createSecureContext, type SecureContext } from 'node:tls';
import type { WebhookTls } from '../../../store/records/webhook.ts';

/** What an identity has of its own: connections. */
interface Pool {
  /** Lets what is under way end first. */
  close(): Promise<void>;
  destroy(): Promise<void>;
}

/** Pools of connections, one for each TLS identity. */
export interface Identities<Own extends Pool> {
  /** Throws where the certificates cannot be used. */
  poolOf(tls: WebhookTls | null): Own;
  /** Closes every connection; what is under way fails. */
  close(): Promise<void>;
}

/** More identities in use than this lose their kept-alive connections, and nothing else. */
const maxOwn = 500;

/**
 * Webhooks with no TLS of their own share one pool. Each other identity has its own: a connection made with one
 * webhook's client certificate, or trusted through its authority, serves nobody who has not the very same.
 */
export function createIdentities<Own extends Pool>(
  createPool: (secureContext: SecureContext | null) => Own,
  { max = maxOwn }: { max?: number } = {},
): Identities<Own> {
  const shared = createPool(null);
  // The least recently used one comes first.
  const own = new Map<string, Own>();
  return {
    poolOf(tls) {
      if (tls === null) return shared;
      const identity = identityOf(tls);
      const pool = own.get(identity) ?? createPool(secureContextOf(tls));
      own.delete(identity);
      own.set(identity, pool);
      if (own.size > max) {
        const [oldest, unused] = own.entries().next().value!;
        own.delete(oldest);
        unused.close().catch(() => {});
      }
      return pool;
    },
    async close() {
      await Promise.all([shared, ...own.values()].map((pool) => pool.destroy()));
    },
  };
}

function identityOf({ ca, certificate, key }: WebhookTls): string {
  return createHash('sha256')
    .update(JSON.stringify([ca, certificate, key]))
    .digest('base64');
}

function secureContextOf({ ca, certificate, key }: WebhookTls): SecureContext {
  return createSecureContext({
    ...(ca !== null && { ca }),
    ...(certificate !== null && { cert: certificate }),
    ...(key !== null && { key }),
  });
}
