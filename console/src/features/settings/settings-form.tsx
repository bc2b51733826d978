import { Select, TextInput } from '@mantine/core';
import { useState } from 'react';
import { ask } from '../../shared/api/ask.ts';
import { ApiProblem } from '../../shared/api/problem.ts';
import { useWhyNot } from '../../shared/api/session.ts';
import type { Organization } from '../../shared/api/types.ts';
import { Form } from '../../shared/ui/form.tsx';
import { NameField } from '../../shared/ui/name-field.tsx';
import { toast } from '../../shared/ui/toast.ts';

/** Name, retention, and what is done with event types that nobody registered. */
export function SettingsForm({
  organization,
  onSaved,
}: {
  organization: Organization;
  onSaved: () => Promise<unknown>;
}) {
  const { settings } = organization;
  const initial = {
    name: organization.name,
    retentionDays: settings.retentionDays === undefined ? '' : String(settings.retentionDays),
    newWebhooks: settings.newWebhooksEnabled === false ? 'off' : 'on',
    unknownEventTypes: settings.unknownEventTypes ?? 'accept',
  };
  const [value, setValue] = useState(initial);
  const why = useWhyNot('administrator', 'Changing the settings');
  const dirty = JSON.stringify(value) !== JSON.stringify(initial);

  async function save() {
    const days = value.retentionDays.trim();
    const retentionDays = days === '' ? null : Number(days);
    if (Number.isNaN(retentionDays)) {
      const fields = [{ pointer: '/settings/retentionDays', detail: 'Write a number of days' }];
      throw new ApiProblem({ status: 400, code: 'invalid', detail: 'The input is not valid', fields });
    }
    await ask('patch', '/api/v1/organizations/{org}', {
      path: { org: organization.key },
      body: {
        name: value.name.trim(),
        settings: {
          retentionDays,
          ...(organization.dialect === 'apigee' && { newWebhooksEnabled: value.newWebhooks === 'on' }),
          unknownEventTypes: value.unknownEventTypes,
        },
      },
    });
    toast('The settings are saved.');
    await onSaved();
  }

  return (
    <div style={{ maxInlineSize: 520 }}>
      <Form
        save="Save settings"
        onSave={save}
        dirty={dirty}
        why={why}
        known={[
          '/name',
          '/settings/retentionDays',
          '/settings/newWebhooksEnabled',
          '/settings/unknownEventTypes',
        ]}
      >
        {({ errorOf }) => (
          <>
            <NameField
              value={value.name}
              onChange={(name) => setValue({ ...value, name })}
              fields={{ errorOf }}
            />
            <TextInput
              label="Log is kept for (days)"
              description="Events, deliveries and attempts. Empty: as the installation says."
              inputMode="numeric"
              value={value.retentionDays}
              onChange={({ currentTarget }) => setValue({ ...value, retentionDays: currentTarget.value })}
              error={errorOf('/settings/retentionDays')}
            />
            {organization.dialect === 'apigee' && (
              <Select
                label="New webhooks"
                description="Those that are made through the dialect's own API."
                data={[
                  { value: 'on', label: 'are on at once' },
                  { value: 'off', label: 'are off until they are switched on' },
                ]}
                value={value.newWebhooks}
                onChange={(choice) => setValue({ ...value, newWebhooks: choice ?? 'on' })}
                error={errorOf('/settings/newWebhooksEnabled')}
              />
            )}
            <Select
              label="Event types that are not registered"
              description="For events that are published through the native API."
              data={[
                { value: 'accept', label: 'are accepted' },
                { value: 'refuse', label: 'are refused' },
              ]}
              value={value.unknownEventTypes}
              onChange={(choice) =>
                setValue({ ...value, unknownEventTypes: choice === 'refuse' ? 'refuse' : 'accept' })
              }
              error={errorOf('/settings/unknownEventTypes')}
            />
          </>
        )}
      </Form>
    </div>
  );
}
