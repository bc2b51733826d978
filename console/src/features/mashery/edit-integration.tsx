import { useQueryClient } from '@tanstack/react-query';
import { useState } from 'react';
import { ask } from '../../shared/api/ask.ts';
import { keyOf } from '../../shared/api/query.ts';
import type { Webhook } from '../../shared/api/types.ts';
import { theirValues } from '../../shared/ui/their-values.ts';
import { toast } from '../../shared/ui/toast.ts';
import { useWebhookVersion } from '../../shared/webhooks/use-webhook-version.ts';
import { IntegrationForm } from './integration-form.tsx';
import { type IntegrationValues, inputFrom, valuesOf } from './integration-values.ts';

const one = '/api/v1/organizations/{org}/webhooks/{id}';

/** Changes the settings that are there, if nobody else did so since the page was opened. */
export function EditIntegration({ org, webhook }: { org: string; webhook: Webhook }) {
  // What is read anew meanwhile must not change what is being typed.
  const [opened, setOpened] = useState(webhook);
  return <Editor key={opened.version} org={org} opened={opened} onOpen={setOpened} />;
}

function Editor({
  org,
  opened,
  onOpen,
}: {
  org: string;
  opened: Webhook;
  /** Begins anew with what is saved now. */
  onOpen: (webhook: Webhook) => void;
}) {
  const client = useQueryClient();
  const [initial] = useState(() => valuesOf(opened));
  const path = { org, id: opened.id };
  const { theirs, save } = useWebhookVersion(org, opened);

  async function onSave(values: IntegrationValues) {
    await save(async (version) => {
      const body = { ...inputFrom(values), version } as never;
      onOpen(await ask('patch', one, { path, body }));
    });
    toast('The integration settings are saved.');
    await client.invalidateQueries({ queryKey: keyOf('/api/v1/organizations/{org}/webhooks') });
  }

  return (
    <IntegrationForm
      initial={initial}
      save="Save"
      onSave={onSave}
      theirs={theirValues(theirs, valuesOf, onOpen)}
    />
  );
}
