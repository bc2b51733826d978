import { useQueryClient } from '@tanstack/react-query';
import { useCallback } from 'react';
import { keyOf } from '../../shared/api/query.ts';

/** Reads everything about webhooks anew. */
export function useRefreshWebhooks() {
  const client = useQueryClient();
  return useCallback(
    () =>
      Promise.all([
        client.invalidateQueries({ queryKey: keyOf('/api/v1/organizations/{org}/webhooks') }),
        client.invalidateQueries({ queryKey: keyOf('/api/v1/organizations/{org}/webhooks/{id}') }),
      ]),
    [client],
  );
}
