import { Tooltip } from '@mantine/core';
import type { ReactNode } from 'react';
import { Link } from '../../shared/routing/link.tsx';
import { usePathname } from '../../shared/routing/use-search.ts';
import type { NavItem } from './nav-item.ts';
import classes from './navigation.module.css';

/** One way to go. Where only icons are shown its words are a tooltip. */
export function NavLink({
  item,
  narrow,
  exact = false,
  more,
  children,
}: {
  item: NavItem;
  narrow: boolean;
  exact?: boolean;
  /** What stands behind its label: a few words. */
  more?: string;
  /** What stands below it. */
  children?: ReactNode;
}) {
  const pathname = usePathname();
  const here = pathname === item.to || (!exact && pathname.startsWith(`${item.to}/`));
  const words = more === undefined ? item.label : `${item.label}, ${more}`;
  const link = (
    <Link
      to={item.to}
      className={classes.item}
      aria-current={here ? 'page' : undefined}
      aria-label={narrow ? words : undefined}
    >
      <item.icon size={18} stroke={1.75} aria-hidden />
      {!narrow && <span>{item.label}</span>}
      {!narrow && more !== undefined && <span className={`${classes.more} numbers`}>{more}</span>}
      {children}
    </Link>
  );
  return (
    <li>
      {narrow ? (
        <Tooltip label={words} position="right">
          <span>{link}</span>
        </Tooltip>
      ) : (
        link
      )}
    </li>
  );
}
