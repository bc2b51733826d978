import { Modal } from '@mantine/core';
import { useQuery } from '@tanstack/react-query';
import { reading } from '../../shared/api/query.ts';
import { useWhyNot } from '../../shared/api/session.ts';
import { curlOf } from '../../shared/log/curl.ts';
import { Exchange } from '../../shared/log/exchange.tsx';
import { reasonWords } from '../../shared/log/reasons.ts';
import { paths } from '../../shared/paths.ts';
import { Link } from '../../shared/routing/link.tsx';
import { useChangeSearch, useSearch } from '../../shared/routing/use-search.ts';
import { Copy } from '../../shared/ui/copy.tsx';
import { MayButton } from '../../shared/ui/may.tsx';
import { Loading, Trouble } from '../../shared/ui/states.tsx';
import { Status } from '../../shared/ui/status.tsx';
import { Time } from '../../shared/ui/time.tsx';
import { useResend } from './use-resend.ts';

/** Details of the entry that the address names: request and response side by side. */
export function LogDialog({ org }: { org: string }) {
  const { log } = useSearch();
  const change = useChangeSearch();
  return (
    <Modal
      opened={log !== undefined}
      onClose={() => change({ log: undefined }, { turn: true })}
      title="Details"
      size={1040}
    >
      {log !== undefined && <Details org={org} id={log} />}
    </Modal>
  );
}

function Details({ org, id }: { org: string; id: string }) {
  const { data, error } = useQuery(
    reading('/api/v1/organizations/{org}/attempts/{id}', { path: { org, id } }),
  );
  const resend = useResend(org);
  const why = useWhyNot('editor', 'Sending again');
  if (error !== null) return <Trouble what="The entry could not be loaded." error={error} />;
  if (data === undefined) return <Loading rows={4} />;
  const { deliveryId, reason, status } = data;
  return (
    <>
      <div style={{ display: 'flex', flexWrap: 'wrap', alignItems: 'center', gap: '4px 16px' }}>
        <Status kind={reason === null ? 'delivered' : 'failed'} />
        <Time at={data.startedAt} />
        {deliveryId !== null && <Link to={paths.delivery(org, deliveryId)}>All its attempts</Link>}
        <span>
          Copy as curl <Copy text={curlOf(data.request)} what="as curl" />
        </span>
        <MayButton
          why={
            why ??
            (deliveryId === null ? 'A test is sent once: send it again from the Events tab.' : undefined)
          }
          variant="default"
          size="compact-sm"
          loading={resend.isPending}
          onClick={() => deliveryId !== null && resend.mutate(deliveryId)}
        >
          Send again
        </MayButton>
      </div>
      {resend.error !== null && <Trouble what="It could not be sent again." error={resend.error} />}
      {reason !== null && <p>{reasonWords(reason, status).happened}</p>}
      <Exchange exchange={data} />
    </>
  );
}
