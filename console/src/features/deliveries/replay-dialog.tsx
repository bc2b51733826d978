import { Select } from '@mantine/core';
import { useState } from 'react';
import type { Webhook } from '../../shared/api/types.ts';
import { JobDialog } from './job-dialog.tsx';
import { TimeField } from './time-field.tsx';

const day = 86_400_000;

/** Sends a webhook the events that it has no delivery of: from before it was there, or while it was off. */
export function ReplayDialog({
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
  const [webhookId, setWebhookId] = useState<string | null>(null);
  const [from, setFrom] = useState<Date | null>(() => new Date(Date.now() - day));
  return (
    <JobDialog
      opened={opened}
      onClose={onClose}
      org={org}
      title="Replay what was missed"
      act="Replay"
      order={
        from === null || webhookId === null
          ? null
          : { kind: 'replay', input: { webhookId, from: from.toISOString() } }
      }
      incomplete={webhookId === null ? 'Choose a webhook.' : 'Say since when.'}
      note="Events that the webhook has no delivery of: from before it was there, or while it was switched off."
    >
      <div style={{ display: 'flex', flexDirection: 'column', gap: 12 }}>
        <Select
          label="Webhook"
          placeholder="Choose a webhook"
          data={webhooks.map(({ id, name }) => ({ value: id, label: name.slice(0, 80) }))}
          value={webhookId}
          onChange={setWebhookId}
        />
        <TimeField label="Events since" value={from} onChange={setFrom} />
      </div>
    </JobDialog>
  );
}
