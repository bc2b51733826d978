import { TextInput } from '@mantine/core';
import { useState } from 'react';
import type { Webhook } from '../../shared/api/types.ts';
import type { DeliveryFilters } from './delivery-filters.ts';
import { JobDialog } from './job-dialog.tsx';
import { TimeField } from './time-field.tsx';
import { WebhookSelect } from './webhook-select.tsx';

const note =
  'They stay in the log as cancelled by you, and can be sent again. To stop also what is about to be sent, switch the webhook off first.';

/** Gives up what waits: all of it, or what waits for one webhook, of one type, or since or until a time. */
export function CancelDialog({
  opened,
  onClose,
  org,
  webhooks,
  filters,
}: {
  opened: boolean;
  onClose: () => void;
  org: string;
  webhooks: readonly Webhook[];
  /** Of the list: what it begins with. */
  filters: DeliveryFilters;
}) {
  const [webhookId, setWebhookId] = useState(filters.webhookId ?? '');
  const [type, setType] = useState(filters.type ?? '');
  const [from, setFrom] = useState<Date | null>(null);
  const [to, setTo] = useState<Date | null>(null);
  return (
    <JobDialog
      opened={opened}
      onClose={onClose}
      org={org}
      title="Cancel what waits"
      act="Cancel deliveries"
      order={{
        kind: 'cancel',
        input: {
          states: ['waiting', 'retrying'],
          ...(webhookId !== '' && { webhookId }),
          ...(type.trim() !== '' && { type: type.trim() }),
          ...(from !== null && { from: from.toISOString() }),
          ...(to !== null && { to: to.toISOString() }),
        },
      }}
      note={note}
    >
      <div style={{ display: 'flex', flexDirection: 'column', gap: 12 }}>
        <WebhookSelect webhooks={webhooks} value={webhookId} onChange={setWebhookId} />
        <TextInput
          label="Event type"
          placeholder="Any"
          value={type}
          onChange={({ currentTarget }) => setType(currentTarget.value)}
        />
        <TimeField label="Accepted since" value={from} onChange={setFrom} />
        <TimeField label="Accepted until" value={to} onChange={setTo} />
      </div>
    </JobDialog>
  );
}
