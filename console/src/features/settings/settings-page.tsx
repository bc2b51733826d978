import { useQueryClient } from '@tanstack/react-query';
import { useOrganization, useOrganizationCrumb } from '../../shared/api/organization.ts';
import { keyOf } from '../../shared/api/query.ts';
import { dialectTitle } from '../../shared/dialects.ts';
import { Facts } from '../../shared/ui/facts.tsx';
import { Page, Section } from '../../shared/ui/page.tsx';
import { SettingsTabs } from '../../shared/ui/settings-tabs.tsx';
import { Loading } from '../../shared/ui/states.tsx';
import { Time } from '../../shared/ui/time.tsx';
import { Credentials } from './credentials.tsx';
import { DeleteOrganization } from './delete-organization.tsx';
import { SettingsForm } from './settings-form.tsx';

/** What an organization is called and keeps, who may call its APIs, and its end. */
export function SettingsPage() {
  const organization = useOrganization();
  const crumbs = useOrganizationCrumb();
  const client = useQueryClient();
  const refresh = () =>
    Promise.all([
      client.invalidateQueries({ queryKey: keyOf('/api/v1/organizations') }),
      client.invalidateQueries({ queryKey: keyOf('/api/v1/organizations/{org}') }),
    ]);
  if (organization === undefined) {
    return (
      <Page title="Settings" crumbs={crumbs}>
        <Loading />
      </Page>
    );
  }
  return (
    <Page title="Settings" crumbs={crumbs}>
      <SettingsTabs org={organization.key} />
      <Facts
        facts={[
          { label: 'Key', value: <span className="mono">{organization.key}</span> },
          { label: 'Number', value: organization.number },
          { label: 'Dialect', value: dialectTitle(organization.dialect) },
          { label: 'Created', value: <Time at={organization.createdAt} /> },
        ]}
      />
      <Section title="General">
        <SettingsForm key={organization.updatedAt} organization={organization} onSaved={refresh} />
      </Section>
      <Credentials org={organization.key} />
      <DeleteOrganization organization={organization} onDeleted={refresh} />
    </Page>
  );
}
