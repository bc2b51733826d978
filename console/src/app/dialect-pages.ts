import { type PageEntry, page } from './page-entry.ts';

/** What an organization has by its dialect. */
export const dialectPages: readonly PageEntry[] = [
  page(
    '/o/$org/mashery/integration',
    () => import('../features/mashery/integration-page.tsx'),
    'IntegrationPage',
  ),
  page('/o/$org/mashery/recent', () => import('../features/mashery/recent-page.tsx'), 'RecentPage'),
  page('/o/$org/apigee/rate-plans', () => import('../features/apigee/rate-plans-page.tsx'), 'RatePlansPage'),
  page('/o/$org/apigee/packages', () => import('../features/apigee/packages-page.tsx'), 'PackagesPage'),
  page('/o/$org/apigee/products', () => import('../features/apigee/products-page.tsx'), 'ProductsPage'),
  page('/o/$org/apigee/developers', () => import('../features/apigee/developers-page.tsx'), 'DevelopersPage'),
  page(
    '/o/$org/apigee/developers/$id',
    () => import('../features/apigee/developer-page.tsx'),
    'DeveloperPage',
  ),
  page('/o/$org/rapidapi/events', () => import('../features/rapidapi/events-page.tsx'), 'EventsPage'),
  page(
    '/o/$org/rapidapi/event-logs',
    () => import('../features/rapidapi/event-logs-page.tsx'),
    'EventLogsPage',
  ),
];
