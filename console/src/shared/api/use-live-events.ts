import { useQueryClient } from '@tanstack/react-query';
import { useEffect, useState } from 'react';
import { addressOf } from './ask.ts';
import { openStream } from './open-stream.ts';
import { keyOf } from './query.ts';

/** How it stands with the stream, which is connected again by itself. */
export type Liveness = 'connecting' | 'live' | 'broken';

/**
 * Hears of an organization's events as they come. What is shown of events, deliveries and figures is read anew, at most
 * once in a second, and once where some may have been missed. Not while the page is hidden.
 */
export function useLiveEvents(org: string): Liveness {
  const client = useQueryClient();
  const [liveness, setLiveness] = useState<Liveness>('connecting');

  useEffect(() => {
    let timer: ReturnType<typeof setTimeout> | undefined;
    const refresh = () => {
      timer ??= setTimeout(() => {
        timer = undefined;
        if (document.hidden) return;
        for (const path of changing) void client.invalidateQueries({ queryKey: keyOf(path) });
      }, 1000);
    };
    let missed = false;
    const close = openStream(addressOf('/api/v1/organizations/{org}/events/stream', { org }), {
      onOpen: () => {
        setLiveness('live');
        if (missed) refresh();
        missed = false;
      },
      onBroken: () => {
        setLiveness('broken');
        missed = true;
      },
      onHidden: () => {
        setLiveness('connecting');
        missed = true;
      },
      on: { event: refresh, attempts: refresh, skipped: refresh },
    });
    return () => {
      clearTimeout(timer);
      close();
    };
  }, [org, client]);
  return liveness;
}

const changing = [
  '/api/v1/organizations/{org}/events',
  '/api/v1/organizations/{org}/figures',
  '/api/v1/organizations/{org}/figures/webhooks',
] as const;
