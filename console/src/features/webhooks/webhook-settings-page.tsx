import { useQuery } from '@tanstack/react-query';
import { ask } from '../../shared/api/ask.ts';
import { useOrganization, useOrganizationCrumb } from '../../shared/api/organization.ts';
import { reading } from '../../shared/api/query.ts';
import { paths } from '../../shared/paths.ts';
import { useGo, usePathValues } from '../../shared/routing/use-search.ts';
import { Page } from '../../shared/ui/page.tsx';
import { Loading, Trouble } from '../../shared/ui/states.tsx';
import { toast } from '../../shared/ui/toast.ts';
import { useRefreshWebhooks } from './use-refresh.ts';
import { WebhookForm } from './webhook-form.tsx';
import { valuesOf } from './webhook-values.ts';

/** Edits a webhook. Somebody else's change meanwhile is not overwritten: the version says so. */
export function WebhookSettingsPage() {
  const { org, id } = usePathValues();
  const go = useGo();
  const refresh = useRefreshWebhooks();
  const organization = useOrganization();
  const crumb = useOrganizationCrumb();
  const { data, error } = useQuery({
    ...reading('/api/v1/organizations/{org}/webhooks/{id}', { path: { org, id } }),
    // What is being typed must not change under one's hands.
    refetchOnWindowFocus: false,
    staleTime: 0,
  });
  const back = () => go(paths.webhook(org, id));

  async function save(change: Record<string, unknown>) {
    const body = { ...change, version: data!.version };
    await ask('patch', '/api/v1/organizations/{org}/webhooks/{id}', { path: { org, id }, body });
    toast('The webhook is changed.');
    await refresh();
    back();
  }

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
      {data === undefined || organization === undefined ? (
        error === null && <Loading />
      ) : (
        <WebhookForm
          initial={valuesOf(data)}
          save="Update Webhook"
          organization={organization}
          onSave={save}
          onCancel={back}
        />
      )}
    </Page>
  );
}
