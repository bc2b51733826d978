import { Button } from '@mantine/core';
import { IconPlus } from '@tabler/icons-react';
import { keepPreviousData, useQuery } from '@tanstack/react-query';
import { reading } from '../../shared/api/query.ts';
import { useWhyNot } from '../../shared/api/session.ts';
import type { Organization } from '../../shared/api/types.ts';
import { dialectTitle } from '../../shared/dialects.ts';
import { useNewKey } from '../../shared/keys/use-page-keys.ts';
import { paths } from '../../shared/paths.ts';
import { useGo, useSearch } from '../../shared/routing/use-search.ts';
import { FilterBar, SearchFilter } from '../../shared/ui/filters.tsx';
import { List } from '../../shared/ui/list.tsx';
import { MayButton } from '../../shared/ui/may.tsx';
import { Page } from '../../shared/ui/page.tsx';
import { Plain } from '../../shared/ui/plain.tsx';
import type { Column } from '../../shared/ui/table.tsx';
import { Time } from '../../shared/ui/time.tsx';

const columns: readonly Column<Organization>[] = [
  { key: 'name', header: 'Name', narrow: 'main', cell: ({ name }) => <Plain text={name} /> },
  { key: 'key', header: 'Key', cell: ({ key }) => <span className="mono">{key}</span> },
  { key: 'dialect', header: 'Dialect', cell: ({ dialect }) => dialectTitle(dialect) },
  { key: 'created', header: 'Created', align: 'end', cell: ({ createdAt }) => <Time at={createdAt} /> },
];

/** Every organization that may be seen. */
export function OrganizationsPage() {
  const { before, after, q } = useSearch();
  const query = useQuery({
    ...reading('/api/v1/organizations', { query: { before, after, q } }),
    placeholderData: keepPreviousData,
  });
  const go = useGo();
  const why = useWhyNot('administrator', 'Making an organization', { everywhere: true });
  const create = () => go(paths.newOrganization());
  useNewKey('organization', create, why);
  return (
    <Page
      title="Organizations"
      actions={
        <MayButton why={why} onClick={create} leftSection={<IconPlus size={16} aria-hidden />}>
          Organization
        </MayButton>
      }
    >
      <FilterBar>
        <SearchFilter label="Search organizations" />
      </FilterBar>
      <List
        caption="Organizations"
        what="Organizations"
        query={query}
        columns={columns}
        keyOf={({ id }) => id}
        linkTo={({ key }) => ({ to: paths.overview(key) })}
        empty={
          q === undefined
            ? {
                title: "No organization yet. One organization is one tenant in one vendor's dialect.",
                children: why === undefined && <Button onClick={create}>Create an organization</Button>,
              }
            : { title: 'No organization of that name or key.' }
        }
      />
    </Page>
  );
}
