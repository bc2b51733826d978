import { queryOptions } from '@tanstack/react-query';
import { askDialect } from '../../shared/api/dialect.ts';

/** A rate plan as the vendor's monetization API answers with it, as far as the pages show it. */
export interface RatePlan {
  id: string;
  name: string;
  displayName: string;
  startDate: string;
  endDate?: string;
  published: boolean;
  monetizationPackage?: { id: string; name: string; displayName: string };
  ratePlanDetails: { type?: string; meteringType?: string; duration?: number; ratingParameter?: string }[];
}

export interface MintPackage {
  id: string;
  name: string;
  displayName: string;
  status: string;
  product?: { id: string; displayName?: string }[];
}

export interface Product {
  id: string;
  displayName: string;
  description: string;
  status: string;
  [attribute: string]: unknown;
}

export interface MintWebhook {
  id: string;
  name: string;
  postURL: string;
  enabled: boolean;
}

/** A notification: at which points of a plan's targets which webhooks are called. */
export interface Condition {
  id: string;
  notificationCondition: { attribute: string; value: string }[];
  actions: { actionAttribute: string; value: string }[];
}

export interface App {
  appId: string;
  name: string;
  credentials?: { apiProducts?: { apiproduct: string }[] }[];
}

const mint = '/apigee/v1/mint/organizations/{org}';

/** Everything of these lists at once: the vendor's lists have numbered pages, and a plan list is short. */
const lists = {
  ratePlans: (org: string) => list<{ ratePlan: RatePlan[] }>(org, '/rate-plans', { all: true }),
  packages: (org: string) =>
    list<{ monetizationPackage: MintPackage[] }>(org, '/monetization-packages', { all: true }),
  products: (org: string) => list<{ product: Product[] }>(org, '/products', { all: true }),
  conditions: (org: string) =>
    list<{ notificationConditions: Condition[] }>(org, '/notification-conditions', {}),
  webhooks: (org: string) => list<{ webhooks: MintWebhook[] }>(org, '/webhooks', {}),
};

export const { ratePlans, packages, products, conditions, webhooks } = lists;

/** The apps of a developer or a company, by the management API. */
export const appsOf = (org: string, holder: { type: string; key: string }) =>
  queryOptions({
    queryKey: ['apigee', org, 'apps', holder.type, holder.key],
    queryFn: ({ signal }) =>
      askDialect<{ app: App[] }>('get', '/apigee/v1/organizations/{org}/{holders}/{key}/apps', {
        path: { org, holders: holder.type === 'company' ? 'companies' : 'developers', key: holder.key },
        query: { expand: true },
        signal,
      }),
  });

/** Asks monetization for a change. */
export function change<Answer>(
  method: 'post' | 'put' | 'delete',
  path: string,
  input: { path: { org: string } & Record<string, string>; query?: Record<string, unknown>; body?: unknown },
): Promise<Answer> {
  return askDialect<Answer>(method, `${mint}${path}`, input);
}

function list<Answer>(org: string, path: string, query: Record<string, unknown>) {
  return queryOptions({
    queryKey: ['apigee', org, path],
    queryFn: ({ signal }) => askDialect<Answer>('get', `${mint}${path}`, { path: { org }, query, signal }),
  });
}

/** Whether its use is counted and told of: an adjustable notification plan. */
export function isAdjustable({ ratePlanDetails }: Pick<RatePlan, 'ratePlanDetails'>): boolean {
  return ratePlanDetails.some(({ type }) => type === 'USAGE_TARGET');
}

/** The plan that a notification is for. */
export function planOf({ notificationCondition }: Condition): string | undefined {
  return notificationCondition.find(({ attribute }) => attribute === 'RATEPLAN')?.value;
}

/** Its intervals, as they were written. */
export function targetsOf({ notificationCondition }: Condition): string[] {
  return notificationCondition
    .filter(({ attribute }) => attribute === 'UsageTarget')
    .map(({ value }) => value);
}
