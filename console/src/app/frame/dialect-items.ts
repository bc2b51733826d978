import { IconHistory, IconPlugConnected } from '@tabler/icons-react';
import { paths } from '../../shared/paths.ts';
import type { NavItem } from './nav-items.ts';

/** What a dialect has besides, under its own name. */
export const dialectItems: Record<string, (org: string) => NavItem[]> = {
  mashery: (org) => [
    { label: 'Integration', to: paths.integration(org), icon: IconPlugConnected },
    { label: 'Recent events', to: paths.recentEvents(org), icon: IconHistory },
  ],
};
