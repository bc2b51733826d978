import { Menu, TextInput } from '@mantine/core';
import { useDebouncedValue } from '@mantine/hooks';
import { IconPlus, IconSelector } from '@tabler/icons-react';
import { keepPreviousData, useQuery } from '@tanstack/react-query';
import { useState } from 'react';
import { useOrganization } from '../../shared/api/organization.ts';
import { reading } from '../../shared/api/query.ts';
import { dialectTitle } from '../../shared/dialects.ts';
import { useShortcuts } from '../../shared/keys/use-shortcuts.ts';
import { paths } from '../../shared/paths.ts';
import { Link } from '../../shared/routing/link.tsx';
import { usePathname } from '../../shared/routing/use-search.ts';
import { Plain } from '../../shared/ui/plain.tsx';
import classes from './navigation.module.css';

const searchFrom = 7;
/** More are found by searching. */
const most = 50;

/** Another organization, on the same page where that is a page of all dialects. */
export function OrganizationSwitch({ org, narrow }: { org: string; narrow: boolean }) {
  const [opened, setOpened] = useState(false);
  const [typed, setTyped] = useState('');
  const here = useOrganization();
  const pathname = usePathname();
  const [q] = useDebouncedValue(typed.trim(), 250);
  const { data } = useQuery({
    ...reading('/api/v1/organizations', { query: { limit: most, q: q === '' ? undefined : q } }),
    placeholderData: keepPreviousData,
    enabled: opened,
  });
  useShortcuts('Go to', [{ keys: ['g', 'g'], words: 'Another organization', run: () => setOpened(true) }]);
  const shown = data?.items ?? [];
  const page = /^\/o\/[^/]+\/(webhooks|deliveries|jobs|settings)$/.exec(pathname)?.[1];
  return (
    <Menu opened={opened} onChange={setOpened} width={280} position="bottom-start">
      <Menu.Target>
        <button type="button" className={classes.switch} aria-label={`Organization: ${here?.name ?? org}`}>
          {!narrow && (
            <span>
              <Plain text={here?.name ?? org} />
              {here !== undefined && <span className="muted"> · {dialectTitle(here.dialect)}</span>}
            </span>
          )}
          <IconSelector size={16} aria-hidden />
        </button>
      </Menu.Target>
      <Menu.Dropdown mah={420} style={{ overflowY: 'auto' }}>
        {(typed !== '' || q !== '' || shown.length >= searchFrom) && (
          <TextInput
            aria-label="Search organizations"
            placeholder="Search organizations"
            value={typed}
            onChange={({ currentTarget }) => setTyped(currentTarget.value)}
            mb="xs"
          />
        )}
        {shown.map(({ key, name, dialect }) => (
          <Menu.Item
            key={key}
            component={Link}
            to={page === undefined ? paths.overview(key) : `${paths.overview(key)}/${page}`}
          >
            <Plain text={name} max={60} /> <span className="muted">· {dialectTitle(dialect)}</span>
          </Menu.Item>
        ))}
        {data !== undefined && shown.length === 0 && <Menu.Label>Nothing of that name</Menu.Label>}
        {typeof data?.older === 'string' && <Menu.Label>There are more. Search for one.</Menu.Label>}
        <Menu.Divider />
        <Menu.Item
          component={Link}
          to={paths.newOrganization()}
          leftSection={<IconPlus size={16} aria-hidden />}
        >
          New organization
        </Menu.Item>
      </Menu.Dropdown>
    </Menu>
  );
}
