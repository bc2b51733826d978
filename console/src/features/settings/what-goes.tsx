import { useQuery } from '@tanstack/react-query';
import { reading } from '../../shared/api/query.ts';
import { countOf } from '../../shared/format/count.ts';
import { Loading, Trouble } from '../../shared/ui/states.tsx';

/** What would go with an organization, counted ahead. */
export function WhatGoes({ org }: { org: string }) {
  const { data, error } = useQuery({
    ...reading('/api/v1/organizations/{org}/removal', { path: { org } }),
    staleTime: 0,
  });
  if (error !== null) return <Trouble what="What would go is not known." error={error} />;
  if (data === undefined) return <Loading rows={2} />;
  const parts = [
    countOf(data.webhooks, 'webhook', 'webhooks'),
    countOf(data.credentials, 'credential', 'credentials'),
    countOf(data.objects, 'object', 'objects'),
    countOf(data.events, 'event', 'events'),
  ].join(', ');
  return (
    <p>
      {`Deletes ${parts} and ${countOf(data.deliveries, 'logged delivery', 'logged deliveries')}. `}
      {data.waiting > 0 &&
        `${countOf(data.waiting, 'waiting delivery', 'waiting deliveries')} will not be sent. `}
      There is no way back.
    </p>
  );
}
