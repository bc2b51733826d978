import { type PageEntry, page } from './page-entry.ts';

/** Outside of any organization. */
export const topPages: readonly PageEntry[] = [
  page('/orgs', () => import('../features/organizations/organizations-page.tsx'), 'OrganizationsPage'),
  page(
    '/orgs/new',
    () => import('../features/organizations/new-organization-page.tsx'),
    'NewOrganizationPage',
  ),
  page('/tokens', () => import('../features/tokens/tokens-page.tsx'), 'TokensPage'),
];

/** Inside one. */
export const organizationPages: readonly PageEntry[] = [];
