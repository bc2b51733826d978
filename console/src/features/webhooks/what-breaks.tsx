import { useQuery } from '@tanstack/react-query';
import { reading } from '../../shared/api/query.ts';
import { countOf } from '../../shared/format/count.ts';
import { Plain } from '../../shared/ui/plain.tsx';
import { Loading, Trouble } from '../../shared/ui/states.tsx';

/** What would break with a webhook, asked for ahead: what waits for it, and what names it. */
export function WhatBreaks({ org, id }: { org: string; id: string }) {
  const { data, error } = useQuery({
    ...reading('/api/v1/organizations/{org}/webhooks/{id}/removal', { path: { org, id } }),
    staleTime: 0,
  });
  if (error !== null) return <Trouble what="What would break is not known." error={error} />;
  if (data === undefined) return <Loading rows={2} />;
  return (
    <>
      <p>
        {data.waiting === 0
          ? 'Nothing waits for it. '
          : `${countOf(data.waiting, 'delivery that waits', 'deliveries that wait')} for it will be cancelled. `}
        The log of what was sent is kept.
      </p>
      {data.heldBy.length > 0 && (
        <>
          <p>These use it, and will not call it any more:</p>
          <ul>
            {data.heldBy.slice(0, 20).map((holder) => (
              <li key={holder.id}>
                <Plain text={holder.label} max={80} />
              </li>
            ))}
          </ul>
          {data.heldBy.length > 20 && <p>{`and ${data.heldBy.length - 20} more`}</p>}
        </>
      )}
    </>
  );
}
