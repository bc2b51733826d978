import { useQuery } from '@tanstack/react-query';
import { useState } from 'react';
import { ask } from '../../shared/api/ask.ts';
import { useOrganization, useOrganizationCrumb } from '../../shared/api/organization.ts';
import { reading } from '../../shared/api/query.ts';
import type { Organization, Webhook } from '../../shared/api/types.ts';
import { paths } from '../../shared/paths.ts';
import { useGo, usePathValues } from '../../shared/routing/use-search.ts';
import { Page } from '../../shared/ui/page.tsx';
import { Loading, Trouble } from '../../shared/ui/states.tsx';
import { theirValues } from '../../shared/ui/their-values.ts';
import { toast } from '../../shared/ui/toast.ts';
import { useWebhookVersion } from '../../shared/webhooks/use-webhook-version.ts';
import { useRefreshWebhooks } from './use-refresh.ts';
import { WebhookForm } from './webhook-form.tsx';
import { valuesOf } from './webhook-values.ts';

const one = '/api/v1/organizations/{org}/webhooks/{id}';

/** Edits a webhook. Somebody else's change meanwhile is not overwritten unseen: the version says so. */
export function WebhookSettingsPage() {
  const { org, id } = usePathValues();
  const organization = useOrganization();
  const crumb = useOrganizationCrumb();
  const { data, error } = useQuery(reading(one, { path: { org, id } }));
  const [taken, setTaken] = useState<Webhook | null>(null);
  const opened = taken ?? data;
  return (
    <Page
      title="Edit webhook"
      crumbs={[
        ...crumb,
        { label: 'Webhooks', to: paths.webhooks(org) },
        { label: data?.name.slice(0, 60) ?? '…', to: paths.webhook(org, id) },
      ]}
      width="form"
    >
      {error !== null && <Trouble what="The webhook could not be loaded." error={error} />}
      {opened === undefined || organization === undefined ? (
        error === null && <Loading />
      ) : (
        <Editor
          key={taken?.version ?? 'first'}
          org={org}
          organization={organization}
          webhook={opened}
          onTake={setTaken}
        />
      )}
    </Page>
  );
}

function Editor({
  org,
  organization,
  webhook,
  onTake,
}: {
  org: string;
  organization: Organization;
  webhook: Webhook;
  /** Begins anew with what somebody else saved. */
  onTake: (webhook: Webhook) => void;
}) {
  // As it was when the form was opened: what is read anew meanwhile must not change what is compared.
  const [opened] = useState(webhook);
  const [initial] = useState(() => valuesOf(webhook));
  const go = useGo();
  const refresh = useRefreshWebhooks();
  const path = { org, id: opened.id };
  const { theirs, save } = useWebhookVersion(org, opened);
  const back = () => go(paths.webhook(org, opened.id));

  async function onSave(change: Record<string, unknown>) {
    await save((version) => ask('patch', one, { path, body: { ...change, version } }));
    toast('The webhook is changed.');
    await refresh();
    back();
  }

  return (
    <WebhookForm
      initial={initial}
      save="Update Webhook"
      organization={organization}
      onSave={onSave}
      onCancel={back}
      theirs={theirValues(theirs, valuesOf, onTake)}
    />
  );
}
