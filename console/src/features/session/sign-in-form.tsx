import { Button, PasswordInput, Tabs, TextInput } from '@mantine/core';
import { useMutation, useQueryClient } from '@tanstack/react-query';
import { useState } from 'react';
import { ask } from '../../shared/api/ask.ts';
import { ApiProblem, wordsOf } from '../../shared/api/problem.ts';
import { sessionQuery } from '../../shared/api/session.ts';

/** One of the ways in: what the server is asked with. */
export type WayIn =
  | { token: string }
  | { link: string }
  | { organization: string; email: string; password: string };

/** Signs in, and reads everything anew that was refused before. */
export function useSignIn(onDone: () => void) {
  const client = useQueryClient();
  return useMutation({
    mutationFn: (way: WayIn) => ask('post', '/api/v1/session', { body: way }),
    onSuccess: async () => {
      await client.fetchQuery({ ...sessionQuery, staleTime: 0 });
      void client.invalidateQueries();
      onDone();
    },
  });
}

/** With a token, or as a user of an organization. */
export function SignInForm({ onDone }: { onDone: () => void }) {
  const signIn = useSignIn(onDone);
  return (
    <Tabs defaultValue="token" keepMounted={false} onChange={() => signIn.reset()}>
      <Tabs.List mb="lg">
        <Tabs.Tab value="token">Token</Tabs.Tab>
        <Tabs.Tab value="user">Email and password</Tabs.Tab>
      </Tabs.List>
      <Tabs.Panel value="token">
        <TokenForm signIn={signIn} />
      </Tabs.Panel>
      <Tabs.Panel value="user">
        <UserForm signIn={signIn} />
      </Tabs.Panel>
    </Tabs>
  );
}

type SignIn = ReturnType<typeof useSignIn>;

function TokenForm({ signIn }: { signIn: SignIn }) {
  const [token, setToken] = useState('');
  return (
    <form
      onSubmit={(event) => {
        event.preventDefault();
        signIn.mutate({ token: token.trim() });
      }}
    >
      <PasswordInput
        label="Token"
        description="Printed once at the first start, or made under Tokens."
        autoComplete="off"
        required
        withAsterisk={false}
        value={token}
        onChange={({ currentTarget }) => setToken(currentTarget.value)}
        visibilityToggleButtonProps={{ 'aria-label': 'Show the token' }}
        error={troubleOf(signIn.error, 'This token is not valid, or it was revoked.')}
      />
      <Button type="submit" fullWidth mt="lg" loading={signIn.isPending}>
        Sign in
      </Button>
    </form>
  );
}

function UserForm({ signIn }: { signIn: SignIn }) {
  const [user, setUser] = useState({ organization: '', email: '', password: '' });
  return (
    <form
      onSubmit={(event) => {
        event.preventDefault();
        signIn.mutate({ ...user, organization: user.organization.trim(), email: user.email.trim() });
      }}
      style={{ display: 'flex', flexDirection: 'column', gap: 12 }}
    >
      <TextInput
        label="Organization"
        description="Its key, as it stands in the paths of its API."
        required
        withAsterisk={false}
        autoComplete="organization"
        value={user.organization}
        onChange={({ currentTarget: { value } }) => setUser({ ...user, organization: value })}
      />
      <TextInput
        label="Email"
        required
        withAsterisk={false}
        autoComplete="username"
        value={user.email}
        onChange={({ currentTarget: { value } }) => setUser({ ...user, email: value })}
      />
      <PasswordInput
        label="Password"
        required
        withAsterisk={false}
        autoComplete="current-password"
        value={user.password}
        onChange={({ currentTarget: { value } }) => setUser({ ...user, password: value })}
        visibilityToggleButtonProps={{ 'aria-label': 'Show the password' }}
        error={troubleOf(signIn.error, 'Organization, email and password do not fit together.')}
      />
      <Button type="submit" fullWidth mt="xs" loading={signIn.isPending}>
        Sign in
      </Button>
    </form>
  );
}

function troubleOf(error: unknown, refused: string): string | undefined {
  if (error === null) return undefined;
  if (!(error instanceof ApiProblem)) return wordsOf(error);
  if (error.status === 401) return refused;
  if (error.status === 429) return `Too many tries. Again in ${error.retryAfterSeconds ?? 30} s.`;
  return wordsOf(error);
}
