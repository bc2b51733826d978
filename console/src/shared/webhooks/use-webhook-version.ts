import { useQueryClient } from '@tanstack/react-query';
import { reading } from '../api/query.ts';
import type { Webhook } from '../api/types.ts';
import { useVersion } from '../api/use-version.ts';

/** Saves a webhook only over the version that was opened, or that of somebody else's change once it has been shown. */
export function useWebhookVersion(org: string, opened: Webhook) {
  const client = useQueryClient();
  const path = { org, id: opened.id };
  return useVersion(opened, async () => {
    const thing = await client.fetchQuery({
      ...reading('/api/v1/organizations/{org}/webhooks/{id}', { path }),
      staleTime: 0,
    });
    return { thing, by: thing.updatedBy };
  });
}
