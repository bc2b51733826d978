import { useQuery } from '@tanstack/react-query';
import { useMemo } from 'react';
import { reading } from '../api/query.ts';
import type { WebhookFigures } from '../api/types.ts';

/** The webhooks of an organization: a list that comes whole. */
export function useWebhooks(org: string) {
  return useQuery(reading('/api/v1/organizations/{org}/webhooks', { path: { org } }));
}

/** Their names by id, for what knows a webhook by its id only. */
export function useWebhookNames(org: string): ReadonlyMap<string, string> {
  const { data } = useWebhooks(org);
  return useMemo(() => new Map((data?.items ?? []).map(({ id, name }) => [id, name])), [data]);
}

/** How each of them fares, by id; empty until that is known. */
export function useWebhookFigures(org: string): ReadonlyMap<string, WebhookFigures> {
  const { data } = useQuery({
    ...reading('/api/v1/organizations/{org}/figures/webhooks', { path: { org } }),
    refetchInterval: 10_000,
  });
  return useMemo(() => new Map((data?.items ?? []).map((one) => [one.webhookId, one])), [data]);
}
