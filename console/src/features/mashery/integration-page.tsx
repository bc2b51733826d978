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
import { TestWebhook } from '../../shared/webhooks/test-webhook.tsx';
import { ChooseIntegration } from './choose-integration.tsx';
import { EditIntegration } from './edit-integration.tsx';
import { IntegrationForm } from './integration-form.tsx';
import { type IntegrationValues, inputFrom, newIntegration } from './integration-values.ts';
import { eventTypes } from './triggers.ts';
import { useIntegration } from './use-integration.ts';

/** The endpoint of an area: where the calls go, which are made, and how they look. */
export function IntegrationPage() {
  const { org, query, all, webhook } = useIntegration();
  const crumbs = useOrganizationCrumb();
  const client = useQueryClient();
  const [secret, setSecret] = useState<string | null>(null);

  async function create(values: IntegrationValues) {
    const body = { name: 'Integration', format: 'mashery', ...inputFrom(values) } as never;
    const made = await ask('post', '/api/v1/organizations/{org}/webhooks', { path: { org }, body });
    setSecret(made.secret);
    toast('Event triggers are on.');
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
      {query.data !== undefined && webhook === undefined && (
        <IntegrationForm initial={newIntegration} save="Switch event triggers on" onSave={create} />
      )}
      {webhook !== undefined && <EditIntegration key={webhook.id} org={org} webhook={webhook} />}
      <Modal
        opened={secret !== null}
        onClose={() => setSecret(null)}
        title="Signing secret"
        closeOnClickOutside={false}
        closeOnEscape={false}
        withCloseButton={false}
      >
        <SecretOnce secret={secret ?? ''} what="signing secret" onDone={() => setSecret(null)} />
      </Modal>
    </Page>
  );
}

function Links({ org, webhook }: { org: string; webhook: Webhook }) {
  return (
    <span style={{ display: 'inline-flex', flexWrap: 'wrap', alignItems: 'center', gap: '4px 16px' }}>
      <Link to={paths.recentEvents(org)} search={{ webhook: webhook.id }}>
        Recently triggered events
      </Link>
      <Link to={paths.webhook(org, webhook.id)}>Webhook</Link>
      <TestWebhook org={org} webhook={webhook} types={eventTypes} />
    </span>
  );
}
