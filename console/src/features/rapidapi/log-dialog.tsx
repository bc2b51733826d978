import { Modal } from '@mantine/core';
import { useWhyNot } from '../../shared/api/session.ts';
import { AttemptView } from '../../shared/log/attempt-view.tsx';
import { paths } from '../../shared/paths.ts';
import { Link } from '../../shared/routing/link.tsx';
import { useChangeSearch, useSearch } from '../../shared/routing/use-search.ts';
import { MayButton } from '../../shared/ui/may.tsx';
import { Trouble } from '../../shared/ui/states.tsx';
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
  const resend = useResend(org);
  const why = useWhyNot('editor', 'Sending again');
  return (
    <>
      {resend.error !== null && <Trouble what="It could not be sent again." error={resend.error} />}
      <AttemptView
        org={org}
        id={id}
        what="The entry"
        head={({ deliveryId, reason, startedAt }) => (
          <>
            <Status kind={reason === null ? 'delivered' : 'failed'} />
            <Time at={startedAt} />
            {deliveryId !== null && <Link to={paths.delivery(org, deliveryId)}>All its attempts</Link>}
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
          </>
        )}
      />
    </>
  );
}
