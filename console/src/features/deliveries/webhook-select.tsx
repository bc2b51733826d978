import { Select } from '@mantine/core';
import type { Webhook } from '../../shared/api/types.ts';

/** One webhook, or all of them: the empty text. */
export function WebhookSelect({
  webhooks,
  value,
  onChange,
}: {
  webhooks: readonly Webhook[];
  value: string;
  onChange: (id: string) => void;
}) {
  return (
    <Select
      label="Webhook"
      data={[
        { value: '', label: 'All webhooks' },
        ...webhooks.map(({ id, name }) => ({ value: id, label: name.slice(0, 80) })),
      ]}
      value={value}
      onChange={(id) => onChange(id ?? '')}
    />
  );
}
