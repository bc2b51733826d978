import { IconSend } from '@tabler/icons-react';
import { useState } from 'react';
import { ask } from '../../shared/api/ask.ts';
import { useWhyNot } from '../../shared/api/session.ts';
import type { DeliveryDetails, Webhook } from '../../shared/api/types.ts';
import { useShortcuts } from '../../shared/keys/use-shortcuts.ts';
import { Confirm } from '../../shared/ui/confirm.tsx';
import { MayButton } from '../../shared/ui/may.tsx';
import { toast } from '../../shared/ui/toast.ts';
import { useRefreshDeliveries } from './use-refresh.ts';

/** Sends the same event to the same webhook again, whatever its state. */
export function ResendDelivery({
  org,
  delivery,
  webhook,
}: {
  org: string;
  delivery: DeliveryDetails;
  webhook: Webhook | undefined;
}) {
  const [asking, setAsking] = useState(false);
  const refresh = useRefreshDeliveries();
  const role = useWhyNot('editor', 'Resending');
  const name = webhook?.name.slice(0, 80) ?? 'the webhook';
  const off = webhook !== undefined && !webhook.enabled ? `${name} is off. Switch it on first.` : undefined;
  const why = role ?? off;
  useShortcuts('This page', [
    { keys: ['r'], words: 'Resend', run: () => (why === undefined ? setAsking(true) : toast(why)) },
  ]);
  return (
    <>
      <MayButton why={why} leftSection={<IconSend size={16} aria-hidden />} onClick={() => setAsking(true)}>
        Resend
      </MayButton>
      <Confirm
        opened={asking}
        onClose={() => setAsking(false)}
        title="Send it again?"
        act="Resend"
        onAct={async () => {
          await ask('post', '/api/v1/organizations/{org}/deliveries/{id}/resend', {
            path: { org, id: delivery.id },
          });
          toast(`Queued as attempt ${delivery.attempts + 1}. Whether it arrives is shown here.`);
          await refresh();
        }}
      >
        <p>
          To {name}, with the same event id. The receiver may get it a second time.
          {delivery.dueAt !== null && ' The attempt that is planned already is made now instead.'}
        </p>
      </Confirm>
    </>
  );
}
