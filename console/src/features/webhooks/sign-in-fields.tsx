import { PasswordInput, Select, TextInput } from '@mantine/core';
import type { WebhookValues } from './webhook-values.ts';

/** How Bellwire signs in to the receiver. What is set is never shown again, only kept or replaced. */
export function SignInFields({
  values,
  set,
  error,
}: {
  values: WebhookValues;
  set: (change: Partial<WebhookValues>) => void;
  error: string | undefined;
}) {
  return (
    <>
      <Select
        label="Sign in to the receiver"
        data={[
          ...(values.credentials === 'keep' ? [{ value: 'keep', label: 'As it is set' }] : []),
          { value: 'none', label: 'Without' },
          { value: 'basic', label: 'User name and password' },
          { value: 'bearer', label: 'Bearer token' },
        ]}
        value={values.credentials}
        onChange={(credentials) =>
          set({ credentials: (credentials ?? 'none') as WebhookValues['credentials'] })
        }
        error={error}
      />
      {values.credentials === 'basic' && (
        <>
          <TextInput
            label="User name"
            autoComplete="off"
            value={values.username}
            onChange={({ currentTarget }) => set({ username: currentTarget.value })}
          />
          <PasswordInput
            label="Password"
            autoComplete="new-password"
            value={values.password}
            onChange={({ currentTarget }) => set({ password: currentTarget.value })}
            visibilityToggleButtonProps={{ 'aria-label': 'Show the password' }}
          />
        </>
      )}
      {values.credentials === 'bearer' && (
        <PasswordInput
          label="Bearer token"
          autoComplete="new-password"
          value={values.token}
          onChange={({ currentTarget }) => set({ token: currentTarget.value })}
          visibilityToggleButtonProps={{ 'aria-label': 'Show the token' }}
        />
      )}
    </>
  );
}
