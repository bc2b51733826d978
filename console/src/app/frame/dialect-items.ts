import {
  IconBolt,
  IconHistory,
  IconListSearch,
  IconPackage,
  IconPlugConnected,
  IconStack2,
  IconTarget,
  IconUsers,
} from '@tabler/icons-react';
import { paths } from '../../shared/paths.ts';
import type { NavItem } from './nav-item.ts';

/** What a dialect has besides, under its own name. */
export const dialectItems: Record<string, (org: string) => NavItem[]> = {
  apigee: (org) => [
    { label: 'Rate plans', to: paths.ratePlans(org), icon: IconTarget },
    { label: 'Packages', to: paths.packages(org), icon: IconPackage },
    { label: 'Products', to: paths.products(org), icon: IconStack2 },
    { label: 'Developers', to: paths.developers(org), icon: IconUsers },
  ],
  rapidapi: (org) => [
    { label: 'Events', to: paths.rapidapiEvents(org), icon: IconBolt },
    { label: 'Event logs', to: paths.rapidapiEventLogs(org), icon: IconListSearch },
  ],
  mashery: (org) => [
    { label: 'Integration', to: paths.integration(org), icon: IconPlugConnected },
    { label: 'Recent events', to: paths.recentEvents(org), icon: IconHistory },
  ],
};
