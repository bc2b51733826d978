import { reading } from '../../shared/api/query.ts';
import type { ListedObject } from '../../shared/api/types.ts';
import type { Search } from '../../shared/routing/search.ts';
import type { RatePlan } from './mint.ts';

type Type = 'rate_plan' | 'monetization_package' | 'api_product';

/** What a list of the vendor's objects is asked with. */
export interface Asked {
  q?: string | undefined;
  before?: string | undefined;
  after?: string | undefined;
  under?: string | undefined;
  filter?: string[];
  limit?: number;
  sort?: string;
}

/** A page of objects by key, with their parents: the vendor's own lists have numbered pages, which grow slow. */
export const listed = (org: string, type: Type, query: Asked) =>
  reading('/api/v1/organizations/{org}/objects/{type}', {
    path: { org, type },
    query: { ...query, expand: ['parents'] },
  });

/** The page and the search of a list, from the address. */
export function askedIn({ q, before, after }: Search): Asked {
  return { q, before, after };
}

/** A text field of an object; blank where it has none. */
export function textOf({ fields }: Pick<ListedObject, 'fields'>, name: string): string {
  const value = (fields as Record<string, unknown>)[name];
  return typeof value === 'string' ? value : '';
}

/** What an object is called: its name to show, or else its name. */
export function nameOf(object: Pick<ListedObject, 'fields'>): string {
  return textOf(object, 'displayName') || textOf(object, 'name');
}

/** A rate plan in the shape of the vendor's API; its package by the id that Bellwire gave it. */
export function planFrom(object: ListedObject): RatePlan {
  const [bundle] = object.parents?.monetizationPackage ?? [];
  const endDate = textOf(object, 'endDate');
  const { published, ratePlanDetails } = object.fields as Record<string, unknown>;
  return {
    id: textOf(object, 'planId'),
    name: textOf(object, 'name'),
    displayName: textOf(object, 'displayName'),
    startDate: textOf(object, 'startDate'),
    ...(endDate !== '' && { endDate }),
    published: published === true,
    ratePlanDetails: Array.isArray(ratePlanDetails) ? ratePlanDetails : [],
    ...(bundle !== undefined && {
      monetizationPackage: { id: bundle.id, name: bundle.label, displayName: bundle.label },
    }),
  };
}

/** Whether its last day has passed. Days as ISO 8601 writes them are in the order of their letters. */
export function isExpired({ endDate }: Pick<RatePlan, 'endDate'>, now: Date): boolean {
  return endDate !== undefined && endDate.slice(0, 10) < today(now);
}

/** What the server is asked for each state that one can filter by. */
export function stateFilter(state: string | undefined, now: Date): string[] {
  if (state === 'published' || state === 'draft') return [`published:${state === 'published'}`];
  return state === 'expired' ? ['endDate>0', `endDate<${today(now)}`] : [];
}

function today(now: Date): string {
  return now.toISOString().slice(0, 10);
}
