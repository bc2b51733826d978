import {
  IconCategory,
  IconLayoutDashboard,
  IconProgress,
  IconSend,
  IconSettings,
  IconWebhook,
} from '@tabler/icons-react';
import { dialectTitle } from '../../shared/dialects.ts';
import { paths } from '../../shared/paths.ts';
import { dialectItems } from './dialect-items.ts';
import type { NavItem } from './nav-item.ts';

/** What the navigation of an organization shows: what all have, and what its dialect has. */
export function navItems(
  org: string,
  dialect: string | undefined,
): { title: string | null; items: NavItem[] }[] {
  const own = dialect === undefined ? undefined : dialectItems[dialect];
  return [
    {
      title: null,
      items: [
        { label: 'Overview', to: paths.overview(org), icon: IconLayoutDashboard },
        { label: 'Webhooks', to: paths.webhooks(org), icon: IconWebhook },
        { label: 'Deliveries', to: paths.deliveries(org), icon: IconSend },
        { label: 'Objects', to: paths.objects(org), icon: IconCategory },
        { label: 'Jobs', to: paths.jobs(org), icon: IconProgress },
        { label: 'Settings', to: paths.settings(org), icon: IconSettings },
      ],
    },
    ...(own === undefined ? [] : [{ title: dialectTitle(dialect!), items: own(org) }]),
  ];
}
