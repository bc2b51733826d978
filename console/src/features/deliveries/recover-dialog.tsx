import { useState } from 'react';
import type { Webhook } from '../../shared/api/types.ts';
import { JobDialog } from './job-dialog.tsx';
import { TimeField } from './time-field.tsx';
import { WebhookSelect } from './webhook-select.tsx';

const day = 86_400_000;

/** Sends again what has failed for good since a time. */
export function RecoverDialog({
  opened,
  onClose,
  org,
  webhooks,
}: {
  opened: boolean;
  onClose: () => void;
  org: string;
  webhooks: readonly Webhook[];
}) {
  const [webhookId, setWebhookId] = useState('');
  const [since, setSince] = useState<Date | null>(() => new Date(Date.now() - day));
  return (
    <JobDialog
      opened={opened}
      onClose={onClose}
      org={org}
      title="Recover what failed"
      act="Recover"
      order={
        since === null
          ? null
          : {
              kind: 'recover',
              input: { since: since.toISOString(), ...(webhookId !== '' && { webhookId }) },
            }
      }
      note="Same event ids: a receiver that remembers ids will not act twice."
    >
      <div style={{ display: 'flex', flexDirection: 'column', gap: 12 }}>
        <TimeField label="Failed since" value={since} onChange={setSince} />
        <WebhookSelect webhooks={webhooks} value={webhookId} onChange={setWebhookId} />
      </div>
    </JobDialog>
  );
}
