import { useQueryClient } from '@tanstack/react-query';
import { useCallback } from 'react';
import { keyOf } from '../../shared/api/query.ts';

/** Reads everything about deliveries anew. */
export function useRefreshDeliveries() {
  const client = useQueryClient();
  return useCallback(
    () =>
      Promise.all([
        client.invalidateQueries({ queryKey: keyOf('/api/v1/organizations/{org}/deliveries') }),
        client.invalidateQueries({ queryKey: keyOf('/api/v1/organizations/{org}/deliveries/{id}') }),
      ]),
    [client],
  );
}
