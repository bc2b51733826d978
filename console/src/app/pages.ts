import type { ReactNode } from 'react';

/** A page: its path in the router's notation, and how its chunk is fetched. */
interface PageEntry {
  path: string;
  load: () => Promise<{ default: () => ReactNode }>;
}

const page = <Name extends string>(
  path: string,
  load: () => Promise<Record<Name, () => ReactNode>>,
  name: Name,
): PageEntry => ({ path, load: async () => ({ default: (await load())[name] }) });

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
