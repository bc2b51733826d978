import { Button, Modal } from '@mantine/core';
import { useMutation, useQueryClient } from '@tanstack/react-query';
import { useState } from 'react';
import { ask } from '../../shared/api/ask.ts';
import { ApiProblem } from '../../shared/api/problem.ts';
import { paths } from '../../shared/paths.ts';
import { useGo } from '../../shared/routing/use-search.ts';
import { Trouble } from '../../shared/ui/states.tsx';

/** The way out. It leads to the sign-in page only when the session is over: there one trusts that nobody is signed in. */
export function useSignOut() {
  const client = useQueryClient();
  const go = useGo();
  // Kept while it is tried again, so that the dialog stays where it is.
  const [failure, setFailure] = useState<unknown>(null);
  const { mutate, isPending } = useMutation({
    mutationFn: endSession,
    onError: setFailure,
    onSuccess: () => {
      // Whoever comes next must not see what was read before.
      client.clear();
      go(paths.signIn());
    },
  });
  return { signOut: () => mutate(), isPending, failure, stay: () => setFailure(null) };
}

async function endSession(): Promise<void> {
  try {
    await ask('delete', '/api/v1/session', {});
  } catch (error) {
    // It had ended by itself, which is what was asked for.
    if (!(error instanceof ApiProblem) || error.status !== 401) throw error;
  }
}

/** Says that signing out failed, for whoever is about to leave the computer. */
export function StillSignedIn({ signOut, isPending, failure, stay }: ReturnType<typeof useSignOut>) {
  return (
    <Modal opened={failure !== null} onClose={stay} title="You are still signed in">
      <Trouble what="You could not be signed out." error={failure} />
      <div style={{ display: 'flex', justifyContent: 'flex-end', gap: 8, marginBlockStart: 20 }}>
        <Button variant="default" onClick={stay}>
          Stay signed in
        </Button>
        <Button loading={isPending} onClick={signOut}>
          Sign out
        </Button>
      </div>
    </Modal>
  );
}
