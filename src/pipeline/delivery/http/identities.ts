import { createHash } from 'node:crypto';
import { createSecureContext, type SecureContext } from 'node:tls';
import type { Agent } from 'undici';
import type { WebhookTls } from '../../../store/records/webhook.ts';

/** The agents with their pools of connections, one for each TLS identity. */
export interface Identities {
  /** Throws where the certificates cannot be used. */
  agentOf(tls: WebhookTls | null): Agent;
  /** Closes every connection; what is under way fails. */
  close(): Promise<void>;
}

/** More identities in use than this lose their kept-alive connections, and nothing else. */
const maxOwn = 500;

/**
 * Webhooks with no TLS of their own share one agent. Each other identity has its own: a connection made with one
 * webhook's client certificate, or trusted through its authority, serves nobody who has not the very same.
 */
export function createIdentities(
  createAgent: (secureContext: SecureContext | null) => Agent,
  { max = maxOwn }: { max?: number } = {},
): Identities {
  const shared = createAgent(null);
  // The least recently used one comes first.
  const own = new Map<string, Agent>();
  return {
    agentOf(tls) {
      if (tls === null) return shared;
      const identity = identityOf(tls);
      const agent = own.get(identity) ?? createAgent(secureContextOf(tls));
      own.delete(identity);
      own.set(identity, agent);
      if (own.size > max) {
        const [oldest, unused] = own.entries().next().value!;
        own.delete(oldest);
        // Lets what is under way end first.
        unused.close().catch(() => {});
      }
      return agent;
    },
    async close() {
      await Promise.all([shared, ...own.values()].map((agent) => agent.destroy()));
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
