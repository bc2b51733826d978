import { Menu } from '@mantine/core';
import type { ReactNode } from 'react';

/** An item of a menu that says why it cannot be chosen: it stays where it is, can be reached, and the reason stands in it. */
export function MayItem({
  why,
  leftSection,
  onClick,
  children,
}: {
  /** Why not; undefined where it may be chosen. */
  why: string | undefined;
  leftSection: ReactNode;
  onClick: () => void;
  children: ReactNode;
}) {
  if (why === undefined) {
    return (
      <Menu.Item leftSection={leftSection} onClick={onClick}>
        {children}
      </Menu.Item>
    );
  }
  return (
    <Menu.Item leftSection={leftSection} aria-disabled closeMenuOnClick={false} c="dimmed">
      {children}
      <span className="small" style={{ display: 'block', whiteSpace: 'normal' }}>
        {why}
      </span>
    </Menu.Item>
  );
}
