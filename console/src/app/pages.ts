import { type PageEntry, page } from './page-entry.ts';

/** Outside of any organization. */
export const topPages: readonly PageEntry[] = [
  page('/orgs', () => import('../features/organizations/organizations-page.tsx'), 'OrganizationsPage'),
  page(
    '/orgs/new',
    () => import('../features/organizations/new-organization-page.tsx'),
    'NewOrganizationPage',
  ),
  page('/operate', () => import('../features/operate/operate-page.tsx'), 'OperatePage'),
  page('/audit', () => import('../features/audit/installation-audit-page.tsx'), 'InstallationAuditPage'),
  page('/tokens', () => import('../features/tokens/tokens-page.tsx'), 'TokensPage'),
];

/** Inside one. */
export const organizationPages: readonly PageEntry[] = [
  page('/o/$org', () => import('../features/overview/overview-page.tsx'), 'OverviewPage'),
  page('/o/$org/webhooks', () => import('../features/webhooks/webhooks-page.tsx'), 'WebhooksPage'),
  page('/o/$org/webhooks/new', () => import('../features/webhooks/new-webhook-page.tsx'), 'NewWebhookPage'),
  page('/o/$org/webhooks/$id', () => import('../features/webhooks/webhook-page.tsx'), 'WebhookPage'),
  page(
    '/o/$org/webhooks/$id/settings',
    () => import('../features/webhooks/webhook-settings-page.tsx'),
    'WebhookSettingsPage',
  ),
  page('/o/$org/deliveries', () => import('../features/deliveries/deliveries-page.tsx'), 'DeliveriesPage'),
  page('/o/$org/deliveries/$id', () => import('../features/deliveries/delivery-page.tsx'), 'DeliveryPage'),
  page('/o/$org/events/$id', () => import('../features/events/event-page.tsx'), 'EventPage'),
  page('/o/$org/jobs', () => import('../features/jobs/jobs-page.tsx'), 'JobsPage'),
  page('/o/$org/jobs/$id', () => import('../features/jobs/job-page.tsx'), 'JobPage'),
  page('/o/$org/settings', () => import('../features/settings/settings-page.tsx'), 'SettingsPage'),
  page('/o/$org/settings/audit', () => import('../features/audit/audit-page.tsx'), 'AuditPage'),
];
