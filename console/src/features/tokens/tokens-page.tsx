import { Button } from '@mantine/core';
import { IconPlus } from '@tabler/icons-react';
import { keepPreviousData, useQuery, useQueryClient } from '@tanstack/react-query';
import { useState } from 'react';
import { ask } from '../../shared/api/ask.ts';
import { keyOf, reading } from '../../shared/api/query.ts';
import { useWhyNot } from '../../shared/api/session.ts';
import type { Token } from '../../shared/api/types.ts';
import { useNewKey } from '../../shared/keys/use-page-keys.ts';
import { useSearch } from '../../shared/routing/use-search.ts';
import { Confirm } from '../../shared/ui/confirm.tsx';
import { List } from '../../shared/ui/list.tsx';
import { MayButton } from '../../shared/ui/may.tsx';
import { Page } from '../../shared/ui/page.tsx';
import { Plain } from '../../shared/ui/plain.tsx';
import { Empty } from '../../shared/ui/states.tsx';
import { Status } from '../../shared/ui/status.tsx';
import type { Column } from '../../shared/ui/table.tsx';
import { Time } from '../../shared/ui/time.tsx';
import { toast } from '../../shared/ui/toast.ts';
import { NewToken } from './new-token.tsx';

/** Tokens of the API that reach no further than one's own. */
export function TokensPage() {
  const { before, after } = useSearch();
  const client = useQueryClient();
  const why = useWhyNot('administrator', 'Managing tokens');
  const query = useQuery({
    ...reading('/api/v1/tokens', { query: { before, after } }),
    placeholderData: keepPreviousData,
    enabled: why === undefined,
  });
  const [making, setMaking] = useState(false);
  const [revoking, setRevoking] = useState<Token | null>(null);
  useNewKey('token', () => setMaking(true), why);
  const refresh = () => client.invalidateQueries({ queryKey: keyOf('/api/v1/tokens') });
  const columns: readonly Column<Token>[] = [
    { key: 'name', header: 'Name', narrow: 'main', cell: ({ name }) => <Plain text={name} /> },
    { key: 'role', header: 'Role', cell: ({ role }) => role },
    {
      key: 'reach',
      header: 'Reaches',
      cell: ({ organizationIds }) =>
        organizationIds === null ? 'All organizations' : `${organizationIds.length} organizations`,
    },
    { key: 'used', header: 'Last used', cell: ({ lastUsedAt }) => <Time at={lastUsedAt} /> },
    { key: 'expires', header: 'Expires', cell: ({ expiresAt }) => <Time at={expiresAt} /> },
    {
      key: 'state',
      header: 'State',
      cell: ({ revokedAt }) =>
        revokedAt === null ? <Status kind="on" /> : <Status kind="off" more="revoked" />,
    },
    {
      key: 'revoke',
      header: 'Revoke',
      silent: true,
      align: 'end',
      cell: (token) =>
        token.revokedAt === null && (
          <Button
            variant="subtle"
            color="red"
            size="compact-xs"
            aria-label={`Revoke ${token.name}`}
            onClick={() => setRevoking(token)}
          >
            Revoke
          </Button>
        ),
    },
  ];
  return (
    <Page
      title="Tokens"
      description="A token signs in to this console and to the native API. It reaches no further than the one that made it."
      actions={
        <MayButton why={why} onClick={() => setMaking(true)} leftSection={<IconPlus size={16} aria-hidden />}>
          Token
        </MayButton>
      }
    >
      {why === undefined ? (
        <List
          caption="Tokens"
          what="Tokens"
          query={query}
          columns={columns}
          keyOf={({ id }) => id}
          empty={{ title: 'No tokens that you may see.' }}
        />
      ) : (
        <Empty title={why} />
      )}
      <NewToken opened={making} onClose={() => setMaking(false)} onMade={refresh} />
      <Confirm
        opened={revoking !== null}
        onClose={() => setRevoking(null)}
        title={`Revoke ${revoking?.name.slice(0, 80) ?? ''}?`}
        act="Revoke token"
        danger
        onAct={async () => {
          await ask('delete', '/api/v1/tokens/{id}', { path: { id: revoking!.id } });
          toast('The token is revoked.');
          await refresh();
        }}
      >
        <p>
          Whoever uses it is refused from now on, and sessions that began with it end. There is no way back.
        </p>
      </Confirm>
    </Page>
  );
}
