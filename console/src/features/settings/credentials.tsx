import { Button } from '@mantine/core';
import { IconPlus } from '@tabler/icons-react';
import { useQuery, useQueryClient } from '@tanstack/react-query';
import { useState } from 'react';
import { ask } from '../../shared/api/ask.ts';
import { keyOf, reading } from '../../shared/api/query.ts';
import { useWhyNot } from '../../shared/api/session.ts';
import type { Credential } from '../../shared/api/types.ts';
import { useSearch } from '../../shared/routing/use-search.ts';
import { Confirm } from '../../shared/ui/confirm.tsx';
import { List } from '../../shared/ui/list.tsx';
import { MayButton } from '../../shared/ui/may.tsx';
import { Section } from '../../shared/ui/page.tsx';
import { Plain } from '../../shared/ui/plain.tsx';
import type { Column } from '../../shared/ui/table.tsx';
import { Time } from '../../shared/ui/time.tsx';
import { toast } from '../../shared/ui/toast.ts';
import { NewCredential } from './new-credential.tsx';

/** What clients of the dialect's APIs sign in with. */
export function Credentials({ org }: { org: string }) {
  const { before, after } = useSearch();
  const client = useQueryClient();
  const why = useWhyNot('administrator', 'Managing credentials');
  const query = useQuery({
    ...reading('/api/v1/organizations/{org}/credentials', { path: { org }, query: { before, after } }),
    enabled: why === undefined,
  });
  const [making, setMaking] = useState(false);
  const [removing, setRemoving] = useState<Credential | null>(null);
  const refresh = () =>
    client.invalidateQueries({ queryKey: keyOf('/api/v1/organizations/{org}/credentials') });
  const columns: readonly Column<Credential>[] = [
    {
      key: 'identifier',
      header: 'Key or user',
      narrow: 'main',
      cell: ({ identifier }) => (
        <span className="mono">
          <Plain text={identifier} max={80} />
        </span>
      ),
    },
    { key: 'kind', header: 'Kind', cell: ({ kind }) => (kind === 'user' ? 'User' : 'API key') },
    { key: 'role', header: 'Role', cell: ({ role, dialectRole }) => dialectRole ?? role },
    { key: 'created', header: 'Created', align: 'end', cell: ({ createdAt }) => <Time at={createdAt} /> },
    {
      key: 'remove',
      header: 'Remove',
      silent: true,
      align: 'end',
      cell: (credential) => (
        <Button
          variant="subtle"
          color="red"
          size="compact-xs"
          aria-label={`Remove ${credential.identifier.slice(0, 80)}`}
          onClick={() => setRemoving(credential)}
        >
          Remove
        </Button>
      ),
    },
  ];
  return (
    <Section
      title="Credentials"
      actions={
        <MayButton
          why={why}
          variant="default"
          size="xs"
          leftSection={<IconPlus size={16} aria-hidden />}
          onClick={() => setMaking(true)}
        >
          Credential
        </MayButton>
      }
    >
      <p className="muted" style={{ marginBlockStart: 0 }}>
        What clients of the dialect's APIs sign in with. Tokens of the native API are under your account.
      </p>
      {why === undefined ? (
        <List
          caption="Credentials"
          what="Credentials"
          query={query}
          columns={columns}
          keyOf={({ id }) => id}
          empty={{ title: 'No credentials yet: no client can call the APIs of the dialect.' }}
        />
      ) : (
        <p>{why}</p>
      )}
      <NewCredential opened={making} onClose={() => setMaking(false)} org={org} onMade={refresh} />
      <Confirm
        opened={removing !== null}
        onClose={() => setRemoving(null)}
        title="Remove this credential?"
        act="Remove credential"
        danger
        onAct={async () => {
          await ask('delete', '/api/v1/organizations/{org}/credentials/{id}', {
            path: { org, id: removing!.id },
          });
          toast('The credential is removed.');
          await refresh();
        }}
      >
        <p>Whoever signs in with it is refused from now on.</p>
      </Confirm>
    </Section>
  );
}
