import { useState } from 'react';
import { ask } from '../../shared/api/ask.ts';
import { useWhyNot } from '../../shared/api/session.ts';
import type { DeliveryDetails } from '../../shared/api/types.ts';
import { Confirm } from '../../shared/ui/confirm.tsx';
import { MayButton } from '../../shared/ui/may.tsx';
import { toast } from '../../shared/ui/toast.ts';
import { useRefreshDeliveries } from './use-refresh.ts';

/** Gives up what is still owed. Not there for what is finished. */
export function CancelDelivery({ org, delivery }: { org: string; delivery: DeliveryDetails }) {
  const [asking, setAsking] = useState(false);
  const refresh = useRefreshDeliveries();
  const why = useWhyNot('editor', 'Cancelling');
  if (delivery.finishedAt !== null) return null;
  return (
    <>
      <MayButton why={why} variant="default" onClick={() => setAsking(true)}>
        Cancel delivery
      </MayButton>
      <Confirm
        opened={asking}
        onClose={() => setAsking(false)}
        title="Cancel this delivery?"
        act="Cancel delivery"
        danger
        onAct={async () => {
          await ask('post', '/api/v1/organizations/{org}/deliveries/{id}/cancel', {
            path: { org, id: delivery.id },
          });
          toast('The delivery is cancelled.');
          await refresh();
        }}
      >
        <p>It is not sent any more. It stays in the log as cancelled by you, and can be sent again later.</p>
      </Confirm>
    </>
  );
}
