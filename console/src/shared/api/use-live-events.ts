import { useQueryClient } from '@tanstack/react-query';
import { useEffect, useState } from 'react';
import { addressOf } from './ask.ts';
import { keyOf } from './query.ts';

/** How it stands with the stream: the browser connects again by itself. */
export type Liveness = 'connecting' | 'live' | 'broken';

/**
 * Hears of an organization's events as they come. What is shown of events, deliveries and figures is read anew, at most
 * once in a second and not while the page is hidden.
 */
export function useLiveEvents(org: string): Liveness {
  const client = useQueryClient();
  const [liveness, setLiveness] = useState<Liveness>('connecting');

  useEffect(() => {
    const source = new EventSource(addressOf('/api/v1/organizations/{org}/events/stream', { org }));
    let timer: ReturnType<typeof setTimeout> | undefined;
    const refresh = () => {
      timer ??= setTimeout(() => {
        timer = undefined;
        if (document.hidden) return;
        for (const path of changing) void client.invalidateQueries({ queryKey: keyOf(path) });
      }, 1000);
    };
    source.addEventListener('open', () => setLiveness('live'));
    source.addEventListener('error', () => setLiveness('broken'));
    for (const name of ['event', 'attempts', 'skipped']) source.addEventListener(name, refresh);
    return () => {
      clearTimeout(timer);
      source.close();
    };
  }, [org, client]);
  return liveness;
}

const changing = [
  '/api/v1/organizations/{org}/events',
  '/api/v1/organizations/{org}/figures',
  '/api/v1/organizations/{org}/figures/webhooks',
] as const;
