import { useMantineTheme } from '@mantine/core';
import { useMediaQuery } from '@mantine/hooks';
import { IconBuilding, IconHistory, IconServer2 } from '@tabler/icons-react';
import { useOrganization } from '../../shared/api/organization.ts';
import { useSession } from '../../shared/api/session.ts';
import { paths } from '../../shared/paths.ts';
import { Link } from '../../shared/routing/link.tsx';
import { usePathValues } from '../../shared/routing/use-search.ts';
import { JobsItem } from './jobs-item.tsx';
import { navItems } from './nav-items.ts';
import { NavLink } from './nav-link.tsx';
import classes from './navigation.module.css';
import { OrganizationSwitch } from './organization-switch.tsx';

/** Where one can go. Between phone and desktop it shows icons alone, with their words as tooltips. */
export function Navigation({ wide }: { wide: boolean }) {
  const { org } = usePathValues();
  const session = useSession();
  const { breakpoints } = useMantineTheme();
  const medium = useMediaQuery(
    `(min-width: ${breakpoints.sm}) and (max-width: calc(${breakpoints.lg} - 0.01em))`,
  );
  const narrow = medium === true && !wide;
  const organization = org === undefined ? undefined : org;
  return (
    <div className={classes.nav} data-narrow={narrow || undefined}>
      <Link to={paths.organizations()} className={classes.brand} aria-label="Bellwire, all organizations">
        <img src="/favicon.svg" alt="" width={24} height={24} />
        {!narrow && <span>Bellwire</span>}
      </Link>
      {organization !== undefined && <InOrganization org={organization} narrow={narrow} />}
      <Group title={organization === undefined ? null : 'Installation'} narrow={narrow}>
        <NavLink
          item={{ label: 'Organizations', to: paths.organizations(), icon: IconBuilding }}
          narrow={narrow}
        />
        {session?.role === 'administrator' && session.organizationIds === null && (
          <>
            <NavLink item={{ label: 'Operate', to: paths.operate(), icon: IconServer2 }} narrow={narrow} />
            <NavLink
              item={{ label: 'Audit log', to: paths.installationAudit(), icon: IconHistory }}
              narrow={narrow}
            />
          </>
        )}
      </Group>
    </div>
  );
}

function InOrganization({ org, narrow }: { org: string; narrow: boolean }) {
  const organization = useOrganization();
  return (
    <>
      <OrganizationSwitch org={org} narrow={narrow} />
      {navItems(org, organization?.dialect).map(({ title, items }) => (
        <Group key={title ?? ''} title={title} narrow={narrow}>
          {items.map((item) =>
            item.to === paths.jobs(org) ? (
              <JobsItem key={item.to} org={org} item={item} narrow={narrow} />
            ) : (
              <NavLink key={item.to} item={item} narrow={narrow} exact={item.to === paths.overview(org)} />
            ),
          )}
        </Group>
      ))}
    </>
  );
}

function Group({
  title,
  narrow,
  children,
}: {
  title: string | null;
  narrow: boolean;
  children: React.ReactNode;
}) {
  return (
    <div className={classes.group}>
      {title !== null && !narrow && <div className={classes.groupTitle}>{title}</div>}
      <ul>{children}</ul>
    </div>
  );
}
