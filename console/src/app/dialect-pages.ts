import { type PageEntry, page } from './page-entry.ts';

/** What an organization has by its dialect: the objects of its catalogue, and pages of its own. */
export const dialectPages: readonly PageEntry[] = [
  page('/o/$org/objects', () => import('../features/objects/objects-page.tsx'), 'ObjectsPage'),
  page('/o/$org/objects/$type', () => import('../features/objects/objects-page.tsx'), 'ObjectsPage'),
  page('/o/$org/objects/$type/new', () => import('../features/objects/new-object-page.tsx'), 'NewObjectPage'),
  page('/o/$org/objects/$type/$id', () => import('../features/objects/object-page.tsx'), 'ObjectPage'),
  page(
    '/o/$org/objects/$type/$id/edit',
    () => import('../features/objects/edit-object-page.tsx'),
    'EditObjectPage',
  ),
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
