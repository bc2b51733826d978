import { useQuery } from '@tanstack/react-query';
import type { ReactNode } from 'react';
import { ask } from '../../shared/api/ask.ts';
import { wordsOf } from '../../shared/api/problem.ts';
import { countOf } from '../../shared/format/count.ts';
import { paths } from '../../shared/paths.ts';
import { useGo } from '../../shared/routing/use-search.ts';
import { Confirm } from '../../shared/ui/confirm.tsx';

type Order = Parameters<typeof ask<'/api/v1/organizations/{org}/jobs', 'post'>>[2]['body'];

/** Counts what a job would touch, asks, begins it and leads to its progress. */
export function JobDialog({
  opened,
  onClose,
  org,
  title,
  act,
  order,
  note,
  children,
}: {
  opened: boolean;
  onClose: () => void;
  org: string;
  title: string;
  act: string;
  /** Null while the form is not complete. */
  order: NonNullable<Order> | null;
  note: string;
  children?: ReactNode;
}) {
  const go = useGo();
  const count = useQuery({
    queryKey: ['count', org, order],
    queryFn: () => ask('post', '/api/v1/organizations/{org}/jobs/count', { path: { org }, body: order! }),
    enabled: opened && order !== null,
    staleTime: 0,
    retry: false,
  });
  return (
    <Confirm
      opened={opened}
      onClose={onClose}
      title={title}
      act={act}
      onAct={async () => {
        if (order === null) return;
        const job = await ask('post', '/api/v1/organizations/{org}/jobs', { path: { org }, body: order });
        go(paths.job(org, job.id));
      }}
    >
      {children}
      <p role="status" style={{ fontWeight: 500 }}>
        {order === null && 'Choose what to send.'}
        {count.isFetching && 'Counting …'}
        {!count.isFetching && count.error !== null && wordsOf(count.error)}
        {!count.isFetching && count.data !== undefined && order !== null && words(count.data)}
      </p>
      <p className="muted">{note}</p>
    </Confirm>
  );
}

function words({ count, capped }: { count: number; capped: boolean }): string {
  if (count === 0) return 'Nothing would be sent.';
  return `${capped ? 'More than ' : ''}${countOf(count, 'delivery', 'deliveries')} will be sent.`;
}
