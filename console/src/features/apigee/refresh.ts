import type { QueryClient } from '@tanstack/react-query';
import { keyOf } from '../../shared/api/query.ts';

/** After a change of a plan: what was read of plans by either API is read anew. */
export async function refreshPlans(client: QueryClient, org: string): Promise<void> {
  await Promise.all([
    client.invalidateQueries({ queryKey: ['apigee', org] }),
    client.invalidateQueries({ queryKey: keyOf('/api/v1/organizations/{org}/objects/{type}') }),
  ]);
}
