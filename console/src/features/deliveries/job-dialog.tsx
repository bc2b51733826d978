import { useDebouncedValue } from '@mantine/hooks';
import { useQuery, useQueryClient } from '@tanstack/react-query';
import type { ReactNode } from 'react';
import { ask } from '../../shared/api/ask.ts';
import { wordsOf } from '../../shared/api/problem.ts';
import { keyOf } from '../../shared/api/query.ts';
import { paths } from '../../shared/paths.ts';
import { useGo } from '../../shared/routing/use-search.ts';
import { Confirm } from '../../shared/ui/confirm.tsx';
import { cancelledWords, sentWords } from './count-words.ts';

/** What is asked of a job. */
export type Order = NonNullable<
  Parameters<typeof ask<'/api/v1/organizations/{org}/jobs', 'post'>>[2]['body']
>;

/** Counts what a job would touch, asks, begins it and leads to its progress. */
export function JobDialog({
  opened,
  onClose,
  org,
  title,
  act,
  order,
  note,
  incomplete = 'Choose what to send.',
  children,
}: {
  opened: boolean;
  onClose: () => void;
  org: string;
  title: string;
  act: string;
  /** Null while the form is not complete. */
  order: Order | null;
  note: string;
  /** What to say while there is nothing to count. */
  incomplete?: string;
  children?: ReactNode;
}) {
  const go = useGo();
  const client = useQueryClient();
  // Not with each key that is typed.
  const [asked] = useDebouncedValue(order, 250);
  const settled = JSON.stringify(asked) === JSON.stringify(order);
  const count = useQuery({
    queryKey: ['count', org, asked],
    queryFn: () => ask('post', '/api/v1/organizations/{org}/jobs/count', { path: { org }, body: asked! }),
    enabled: opened && asked !== null,
    staleTime: 0,
    retry: false,
  });
  const counted = order !== null && settled && !count.isFetching && count.data !== undefined;
  // It says how many it touches before it asks, so it can be pressed once that is known.
  const why = counted ? undefined : whyNotYet();
  function whyNotYet(): string {
    if (order === null) return incomplete;
    return settled && count.error !== null ? wordsOf(count.error) : 'Counting …';
  }
  return (
    <Confirm
      opened={opened}
      onClose={onClose}
      title={title}
      act={act}
      danger={order?.kind === 'cancel'}
      why={why}
      onAct={async () => {
        if (order === null) return;
        const job = await ask('post', '/api/v1/organizations/{org}/jobs', { path: { org }, body: order });
        void client.invalidateQueries({ queryKey: keyOf('/api/v1/organizations/{org}/jobs') });
        go(paths.job(org, job.id));
      }}
    >
      {children}
      <p role="status" style={{ fontWeight: 500 }}>
        {why}
        {counted && (order.kind === 'cancel' ? cancelledWords(count.data) : sentWords(count.data))}
      </p>
      <p className="muted">{note}</p>
    </Confirm>
  );
}
