import { useQuery } from '@tanstack/react-query';
import { useMemo } from 'react';
import { reading } from '../api/query.ts';

/** The webhooks of an organization: a list that comes whole. */
export function useWebhooks(org: string) {
  return useQuery(reading('/api/v1/organizations/{org}/webhooks', { path: { org } }));
}

/** Their names by id, for what knows a webhook by its id only. */
export function useWebhookNames(org: string): ReadonlyMap<string, string> {
  const { data } = useWebhooks(org);
  return useMemo(() => new Map((data?.items ?? []).map(({ id, name }) => [id, name])), [data]);
}
