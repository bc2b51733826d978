import { Modal } from '@mantine/core';
import { useState } from 'react';
import { ask } from '../../shared/api/ask.ts';
import { useOrganization, useOrganizationCrumb } from '../../shared/api/organization.ts';
import type { WebhookWithSecret } from '../../shared/api/types.ts';
import { paths } from '../../shared/paths.ts';
import { useGo, usePathValues } from '../../shared/routing/use-search.ts';
import { Page } from '../../shared/ui/page.tsx';
import { SecretOnce } from '../../shared/ui/secret-once.tsx';
import { Loading } from '../../shared/ui/states.tsx';
import { useRefreshWebhooks } from './use-refresh.ts';
import { WebhookForm } from './webhook-form.tsx';
import { emptyWebhook } from './webhook-values.ts';

/** A new webhook starts switched on; its signing secret is shown once. */
export function NewWebhookPage() {
  const { org } = usePathValues();
  const organization = useOrganization();
  const crumb = useOrganizationCrumb();
  const go = useGo();
  const refresh = useRefreshWebhooks();
  const [made, setMade] = useState<WebhookWithSecret | null>(null);
  const done = () => made !== null && go(paths.webhook(org, made.id), { replace: true });

  async function save(change: Record<string, unknown>) {
    const body = { name: '', url: '', ...change };
    setMade(await ask('post', '/api/v1/organizations/{org}/webhooks', { path: { org }, body }));
    void refresh();
  }

  return (
    <Page
      title="New webhook"
      crumbs={[...crumb, { label: 'Webhooks', to: paths.webhooks(org) }]}
      width="form"
    >
      {organization === undefined ? (
        <Loading />
      ) : (
        <WebhookForm
          initial={emptyWebhook}
          save="Save"
          organization={organization}
          onSave={save}
          onCancel={() => go(paths.webhooks(org))}
        />
      )}
      <Modal
        opened={made !== null}
        onClose={done}
        title="The signing secret"
        closeOnClickOutside={false}
        closeOnEscape={false}
        withCloseButton={false}
      >
        {made !== null && <SecretOnce secret={made.secret} what="signing secret" onDone={done} />}
      </Modal>
    </Page>
  );
}
