import { PasswordInput, Select, TextInput } from '@mantine/core';
import { useState } from 'react';
import { ask } from '../../shared/api/ask.ts';
import { Form } from '../../shared/ui/form.tsx';
import { SecretDialog } from '../../shared/ui/secret-dialog.tsx';
import { SecretOnce } from '../../shared/ui/secret-once.tsx';

const kinds = [
  { value: 'api-key', label: 'API key with a shared secret' },
  { value: 'user', label: 'User with a password' },
] as const;

const roles = ['viewer', 'publisher', 'editor', 'administrator'] as const;

/** Makes an API key, whose secret is shown once, or a user. */
export function NewCredential({
  opened,
  onClose,
  org,
  onMade,
}: {
  opened: boolean;
  onClose: () => void;
  org: string;
  onMade: () => unknown;
}) {
  return (
    <SecretDialog opened={opened} onClose={onClose} title="New credential">
      {(onShown) => <Inside onShown={onShown} onClose={onClose} org={org} onMade={onMade} />}
    </SecretDialog>
  );
}

function Inside({
  onShown,
  onClose,
  org,
  onMade,
}: {
  /** The secret is on the screen. */
  onShown: () => void;
  onClose: () => void;
  org: string;
  onMade: () => unknown;
}) {
  const [value, setValue] = useState({
    kind: 'api-key' as 'api-key' | 'user',
    identifier: '',
    password: '',
    role: 'editor' as (typeof roles)[number],
  });
  const [secret, setSecret] = useState<string | null>(null);

  async function save() {
    const { kind, identifier, password, role } = value;
    const made = await ask('post', '/api/v1/organizations/{org}/credentials', {
      path: { org },
      body: {
        kind,
        role,
        ...(identifier.trim() !== '' && { identifier: identifier.trim() }),
        ...(kind === 'user' && { password }),
      },
    });
    onMade();
    if (kind !== 'api-key' || typeof made.secret !== 'string') return onClose();
    setSecret(made.secret);
    onShown();
  }

  if (secret !== null) return <SecretOnce secret={secret} what="shared secret" onDone={onClose} />;
  return (
    <Form
      save="Create credential"
      onSave={save}
      onCancel={onClose}
      dirty={false}
      known={['/kind', '/identifier', '/password', '/role']}
    >
      {({ errorOf }) => (
        <>
          <Select
            label="Kind"
            data={kinds}
            value={value.kind}
            onChange={(kind) => setValue({ ...value, kind: kind === 'user' ? 'user' : 'api-key' })}
            error={errorOf('/kind')}
          />
          <TextInput
            label={value.kind === 'user' ? 'User name' : 'API key'}
            description={value.kind === 'user' ? 'An e-mail address, as a rule.' : 'Empty: one is made up.'}
            autoComplete="off"
            value={value.identifier}
            onChange={({ currentTarget }) => setValue({ ...value, identifier: currentTarget.value })}
            error={errorOf('/identifier')}
          />
          {value.kind === 'user' && (
            <PasswordInput
              label="Password"
              description="8 characters or more."
              autoComplete="new-password"
              value={value.password}
              onChange={({ currentTarget }) => setValue({ ...value, password: currentTarget.value })}
              error={errorOf('/password')}
              visibilityToggleButtonProps={{ 'aria-label': 'Show the password' }}
            />
          )}
          <Select
            label="Role"
            data={[...roles]}
            value={value.role}
            onChange={(role) => setValue({ ...value, role: (role ?? 'viewer') as typeof value.role })}
            error={errorOf('/role')}
          />
        </>
      )}
    </Form>
  );
}
