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
export const organizationPages: readonly PageEntry[] = [
  page('/o/$org/webhooks', () => import('../features/webhooks/webhooks-page.tsx'), 'WebhooksPage'),
  page('/o/$org/webhooks/new', () => import('../features/webhooks/new-webhook-page.tsx'), 'NewWebhookPage'),
  page('/o/$org/webhooks/$id', () => import('../features/webhooks/webhook-page.tsx'), 'WebhookPage'),
  page(
    '/o/$org/webhooks/$id/settings',
    () => import('../features/webhooks/webhook-settings-page.tsx'),
    'WebhookSettingsPage',
  ),
];
