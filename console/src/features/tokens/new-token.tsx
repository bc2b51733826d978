import { Select, TextInput } from '@mantine/core';
import { useState } from 'react';
import { ask } from '../../shared/api/ask.ts';
import { ApiProblem } from '../../shared/api/problem.ts';
import { useSession } from '../../shared/api/session.ts';
import { Form } from '../../shared/ui/form.tsx';
import { NameField } from '../../shared/ui/name-field.tsx';
import { SecretDialog } from '../../shared/ui/secret-dialog.tsx';
import { SecretOnce } from '../../shared/ui/secret-once.tsx';

const roles = [
  { value: 'viewer', label: 'viewer: reads' },
  { value: 'publisher', label: 'publisher: publishes events' },
  { value: 'editor', label: 'editor: changes objects, webhooks, events' },
  { value: 'administrator', label: 'administrator: everything' },
] as const;

type Role = (typeof roles)[number]['value'];

/** Makes a token and shows it, once. */
export function NewToken({
  opened,
  onClose,
  onMade,
}: {
  opened: boolean;
  onClose: () => void;
  onMade: () => unknown;
}) {
  return (
    <SecretDialog opened={opened} onClose={onClose} title="New token">
      {(onShown) => <Inside onShown={onShown} onClose={onClose} onMade={onMade} />}
    </SecretDialog>
  );
}

function Inside({
  onShown,
  onClose,
  onMade,
}: {
  /** The token is on the screen. */
  onShown: () => void;
  onClose: () => void;
  onMade: () => unknown;
}) {
  const [value, setValue] = useState<{ name: string; role: Role; organization: string; days: string }>({
    name: '',
    role: 'viewer',
    organization: '',
    days: '90',
  });
  const limited = (useSession()?.organizationIds ?? null) !== null;
  const [made, setMade] = useState<string | null>(null);

  async function save() {
    const { name, role, organization, days } = value;
    const expiresAt = days === '' ? null : new Date(Date.now() + Number(days) * 86_400_000).toISOString();
    const organizations = organization.trim() === '' ? null : organization.split(/[\s,]+/).filter(Boolean);
    if (limited && organizations === null) {
      const fields = [
        { pointer: '/organizations', detail: 'Name at least one: you may not see all of them' },
      ];
      throw new ApiProblem({ status: 400, code: 'invalid', detail: 'The input is not valid', fields });
    }
    const { token } = await ask('post', '/api/v1/tokens', { body: { name, role, organizations, expiresAt } });
    setMade(token);
    onShown();
    onMade();
  }

  if (made !== null) return <SecretOnce secret={made} what="token" onDone={onClose} />;
  return (
    <Form
      save="Create token"
      onSave={save}
      onCancel={onClose}
      dirty={false}
      known={['/name', '/role', '/organizations', '/expiresAt']}
    >
      {({ errorOf }) => (
        <>
          <NameField
            first
            description="Who or what will use it."
            value={value.name}
            onChange={(name) => setValue({ ...value, name })}
            fields={{ errorOf }}
          />
          <Select
            label="Role"
            data={roles}
            value={value.role}
            onChange={(role) => setValue({ ...value, role: (role ?? 'viewer') as Role })}
            error={errorOf('/role')}
          />
          <TextInput
            label="Organizations"
            description={`Keys, with commas between.${limited ? '' : ' Empty: all of them, those to come included.'}`}
            required={limited}
            value={value.organization}
            onChange={({ currentTarget }) => setValue({ ...value, organization: currentTarget.value })}
            error={errorOf('/organizations')}
          />
          <Select
            label="Expires"
            data={[
              { value: '1', label: 'in a day' },
              { value: '30', label: 'in 30 days' },
              { value: '90', label: 'in 90 days' },
              { value: '365', label: 'in a year' },
              { value: '', label: 'never' },
            ]}
            value={value.days}
            onChange={(days) => setValue({ ...value, days: days ?? '' })}
            error={errorOf('/expiresAt')}
          />
        </>
      )}
    </Form>
  );
}
