import type { Icon } from '@tabler/icons-react';

/** A place to go to in an organization. */
export interface NavItem {
  label: string;
  to: string;
  icon: Icon;
}
