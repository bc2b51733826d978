import { Modal } from '@mantine/core';
import { useQuery } from '@tanstack/react-query';
import { reading } from '../../shared/api/query.ts';
import { curlOf } from '../../shared/log/curl.ts';
import { Exchange } from '../../shared/log/exchange.tsx';
import { paths } from '../../shared/paths.ts';
import { Link } from '../../shared/routing/link.tsx';
import { useChangeSearch, useSearch } from '../../shared/routing/use-search.ts';
import { Copy } from '../../shared/ui/copy.tsx';
import { Plain } from '../../shared/ui/plain.tsx';
import { Loading, Trouble } from '../../shared/ui/states.tsx';
import { callNameOf, decisionOf } from './call-words.ts';

/** One call with its request and its answer. Which one stands in the URL. */
export function CallDialog({ org }: { org: string }) {
  const { call } = useSearch();
  const change = useChangeSearch();
  return (
    <Modal
      opened={call !== undefined}
      onClose={() => change({ call: undefined }, { turn: true })}
      title="Triggered event"
      size={1040}
    >
      {call !== undefined && <Call org={org} id={call} />}
    </Modal>
  );
}

function Call({ org, id }: { org: string; id: string }) {
  const { data, error } = useQuery(
    reading('/api/v1/organizations/{org}/attempts/{id}', { path: { org, id } }),
  );
  if (error !== null) return <Trouble what="The call could not be loaded." error={error} />;
  if (data === undefined) return <Loading rows={4} />;
  return (
    <>
      <div style={{ display: 'flex', flexWrap: 'wrap', gap: '4px 16px', marginBlockEnd: 16 }}>
        <span className="mono">{callNameOf(data)}</span>
        {data.kind === 'before' && <Plain text={decisionOf(data)} />}
        {data.deliveryId !== null && <Link to={paths.delivery(org, data.deliveryId)}>Its delivery</Link>}
        <span>
          Copy as curl <Copy text={curlOf(data.request)} what="as curl" />
        </span>
      </div>
      <Exchange exchange={data} />
    </>
  );
}
