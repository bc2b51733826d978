import { useQuery, useQueryClient } from '@tanstack/react-query';
import { useEffect, useRef } from 'react';
import { ask } from '../../shared/api/ask.ts';
import { keyOf, reading } from '../../shared/api/query.ts';
import { useSession } from '../../shared/api/session.ts';
import type { Job } from '../../shared/api/types.ts';
import { toast } from '../../shared/ui/toast.ts';
import { endWords } from './job-words.ts';

const noJobs: readonly Job[] = [];

/**
 * The jobs of an organization that are under way, as the server has them: a reload changes nothing. Whoever has begun one
 * is told when it ends, wherever they are by then.
 */
export function useRunningJobs(org: string): readonly Job[] {
  const client = useQueryClient();
  const actor = useSession()?.actor;
  const { data } = useQuery({
    ...reading('/api/v1/organizations/{org}/jobs', {
      path: { org },
      query: { state: ['waiting', 'running'] },
    }),
    refetchInterval: ({ state }) => ((state.data?.items.length ?? 0) > 0 ? 1000 : 15_000),
  });
  const running = data?.items ?? noJobs;
  const before = useRef(noJobs);

  useEffect(() => {
    const now = new Set(running.map(({ id }) => id));
    const ended = before.current.filter(({ id, createdBy }) => createdBy === actor && !now.has(id));
    before.current = running;
    for (const { id } of ended) {
      ask('get', '/api/v1/organizations/{org}/jobs/{id}', { path: { org, id } }).then(
        (job) => toast(endWords(job)),
        // Its own page says what became of it.
        () => {},
      );
    }
    if (ended.length > 0) {
      void client.invalidateQueries({ queryKey: keyOf('/api/v1/organizations/{org}/deliveries') });
    }
  }, [running, actor, org, client]);

  return running;
}
