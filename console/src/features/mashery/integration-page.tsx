import { Modal } from '@mantine/core';
import { useQueryClient } from '@tanstack/react-query';
import { useState } from 'react';
import { ask } from '../../shared/api/ask.ts';
import { useOrganizationCrumb } from '../../shared/api/organization.ts';
import { keyOf } from '../../shared/api/query.ts';
import type { Webhook } from '../../shared/api/types.ts';
import { paths } from '../../shared/paths.ts';
import { Link } from '../../shared/routing/link.tsx';
import { Page } from '../../shared/ui/page.tsx';
import { SecretOnce } from '../../shared/ui/secret-once.tsx';
import { Loading, Trouble } from '../../shared/ui/states.tsx';
import { Status } from '../../shared/ui/status.tsx';
import { toast } from '../../shared/ui/toast.ts';
import { ChooseIntegration } from './choose-integration.tsx';
import { IntegrationForm } from './integration-form.tsx';
import { type IntegrationValues, newIntegration, settingsFrom, valuesOf } from './integration-values.ts';
import { useIntegration } from './use-integration.ts';

/** The endpoint of an area: where the calls go, which are made, and how they look. */
export function IntegrationPage() {
  const { org, query, all, webhook } = useIntegration();
  const crumbs = useOrganizationCrumb();
  const client = useQueryClient();
  const [secret, setSecret] = useState<string | null>(null);

  async function save(values: IntegrationValues) {
    const input = { url: values.url.trim(), settings: settingsFrom(values) };
    const made = webhook === undefined ? await create(org, input) : await change(org, webhook, input);
    setSecret(made);
    toast(webhook === undefined ? 'Event triggers are on.' : 'The integration settings are saved.');
    await client.invalidateQueries({ queryKey: keyOf('/api/v1/organizations/{org}/webhooks') });
  }

  return (
    <Page
      title="Integration"
      crumbs={crumbs}
      width="form"
      description="What Mashery calls event triggers: calls to your endpoint before and after members, applications and keys are saved."
      status={webhook && <Status kind={webhook.enabled ? 'on' : 'off'} />}
      actions={webhook && <Links org={org} webhook={webhook} />}
    >
      <ChooseIntegration all={all} />
      {query.error !== null && <Trouble what="The settings could not be loaded." error={query.error} />}
      {query.isPending && <Loading />}
      {query.data !== undefined && (
        <IntegrationForm
          key={webhook === undefined ? 'new' : `${webhook.id} ${webhook.version}`}
          initial={webhook === undefined ? newIntegration : valuesOf(webhook)}
          save={webhook === undefined ? 'Switch event triggers on' : 'Save'}
          onSave={save}
        />
      )}
      <Modal
        opened={secret !== null}
        onClose={() => setSecret(null)}
        title="Signing secret"
        closeOnClickOutside={false}
      >
        <SecretOnce secret={secret ?? ''} what="signing secret" onDone={() => setSecret(null)} />
      </Modal>
    </Page>
  );
}

function Links({ org, webhook }: { org: string; webhook: Webhook }) {
  return (
    <span style={{ display: 'inline-flex', flexWrap: 'wrap', gap: '4px 16px' }}>
      <Link to={paths.recentEvents(org)} search={{ webhook: webhook.id }}>
        Recently triggered events
      </Link>
      <Link to={paths.webhook(org, webhook.id)}>Webhook and test</Link>
    </span>
  );
}

interface Input {
  url: string;
  settings: ReturnType<typeof settingsFrom>;
}

/** Answers with its secret, which is shown this once. */
async function create(org: string, input: Input): Promise<string | null> {
  const body = { name: 'Integration', format: 'mashery', ...input } as never;
  const made = await ask('post', '/api/v1/organizations/{org}/webhooks', { path: { org }, body });
  return (made as { secret?: string }).secret ?? null;
}

async function change(org: string, { id }: Webhook, input: Input): Promise<null> {
  await ask('patch', '/api/v1/organizations/{org}/webhooks/{id}', {
    path: { org, id },
    body: input as never,
  });
  return null;
}
