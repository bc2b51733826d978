import { type PageEntry, page } from './page-entry.ts';

/** What an organization has by its dialect. */
export const dialectPages: readonly PageEntry[] = [
  page(
    '/o/$org/mashery/integration',
    () => import('../features/mashery/integration-page.tsx'),
    'IntegrationPage',
  ),
  page('/o/$org/mashery/recent', () => import('../features/mashery/recent-page.tsx'), 'RecentPage'),
];
