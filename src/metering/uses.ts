import type { Clock } from '../base/clock.ts';
import { invalid, notFound } from '../base/errors.ts';
import type { Database } from '../store/database.ts';
import type { UsageRow } from '../store/queries/metering/usage-insert.ts';
import { type UsageAsked, usageList } from '../store/queries/metering/usage-list.ts';
import { meterZones, type UseRow, usesList } from '../store/queries/metering/uses-list.ts';
import type { Organization } from '../store/records/organization.ts';
import { amountOf, amountText, percentUsed } from './decimals.ts';
import type { MeteredDialect, Named } from './metered-dialect.ts';
import { type UseDetails, useDetailsOf } from './use-details.ts';
import { dayTextAt } from './zones.ts';

/** What has been used, for those who look at it. */
export interface Uses {
  /** Everybody who can accept plans, by highest use. Throws `invalid` for an organization that has no meters. */
  list(organization: Organization, asked: UsesQuery): Promise<UsesPage>;
  /** One of them, by a name that the dialect knows, with each accepted plan. Throws `not-found`. */
  get(organization: Organization, reference: string): Promise<UseDetails>;
  /** Some transactions of one of them, as they are kept. */
  transactions(organization: Organization, asked: UsageAsked): Promise<readonly UsageRow[]>;
  /** What people know apps, products and plans by. */
  names(organization: Organization, ids: readonly string[]): Promise<ReadonlyMap<string, Named>>;
}

export interface UsesQuery {
  /** Only with this plan: by the dialect's key, or the object's id. */
  plan?: string;
  /** Only from so many percent of the target on. */
  atLeast?: string;
  /** Only whom this condition found past one of its thresholds when it came, in the period that runs. */
  missedBy?: string;
  /** `next` of the page before. */
  after?: string;
  limit: number;
}

export interface UsesPage {
  items: Use[];
  /** How many there are on all pages. */
  total: number;
  /** The `after` of the next page; null when this is the last one. */
  next: string | null;
}

/** How much of a target somebody has used: with the accepted plan for which this is most. */
export interface Use extends Named {
  id: string;
  /** How many accepted plans run now, of those that are asked for. */
  plans: number;
  highest: {
    acceptedPlanId: string;
    plan: (Named & { id: string }) | null;
    /** Exact decimals. */
    used: string;
    target: string;
    percent: number | null;
  } | null;
}

export interface UsesServices {
  database: Database;
  clock: Clock;
  meteredOf(dialect: string): MeteredDialect | undefined;
}

export function createUses({ database, clock, meteredOf }: UsesServices): Uses {
  function meteredIn({ dialect }: Organization): MeteredDialect {
    const metered = meteredOf(dialect);
    if (metered === undefined) {
      throw invalid(`An organization of the dialect ${dialect} has no plans that count usage.`);
    }
    return metered;
  }

  return {
    async list(organization, { plan, atLeast, missedBy, after, limit }) {
      const metered = meteredIn(organization);
      const planId = plan === undefined ? null : await metered.planId(database, organization.id, plan);
      if (plan !== undefined && planId === null) throw notFound('The plan');
      const zones = await meterZones(database, organization.id);
      const rows = await usesList(database, organization.id, {
        subjectTypes: metered.subjectTypes,
        planId,
        atLeast: atLeast ?? null,
        missedBy: missedBy ?? null,
        after: after === undefined ? null : placeFrom(after),
        // One more than asked for says whether there is another page.
        limit: limit + 1,
        today: zones.map((timeZone) => ({ timeZone, day: dayTextAt(timeZone, clock.nowMs()) })),
      });
      const items = rows.slice(0, limit);
      const ids = items.flatMap(({ subjectId, planId: id }) => (id === null ? [subjectId] : [subjectId, id]));
      const names = await metered.names(database, organization.id, ids);
      const last = items.at(-1);
      return {
        items: items.map((row) => useFrom(row, names)),
        total: rows[0]?.total ?? 0,
        next: rows.length > limit && last !== undefined ? placeText(last) : null,
      };
    },

    async get(organization, reference) {
      const metered = meteredIn(organization);
      const caller = { type: 'developer', value: reference } as const;
      const asked = { caller, product: null, providerStatus: null };
      const [found] = await metered.resolve(database, organization.id, [asked]);
      if (found === undefined || 'message' in found) throw notFound('The developer');
      return useDetailsOf(database, metered, {
        organizationId: organization.id,
        subjectId: found.ownerId,
        now: clock.now(),
      });
    },

    transactions: (organization, asked) => usageList(database, organization.id, asked),
    names: (organization, ids) => meteredIn(organization).names(database, organization.id, ids),
  };
}

function useFrom(row: UseRow, names: ReadonlyMap<string, Named>): Use {
  const { subjectId: id, subjectType: type, plans, meterId, planId, target } = row;
  const used = amountOf(row.used ?? '0');
  const plan = planId === null ? undefined : names.get(planId);
  return {
    id,
    ...(names.get(id) ?? { key: '', name: '' }),
    type,
    plans,
    highest:
      meterId === null
        ? null
        : {
            acceptedPlanId: meterId,
            plan: plan === undefined ? null : { id: planId!, ...plan },
            used: amountText(used),
            target: target ?? '0',
            percent: percentUsed(used, BigInt(target ?? 0)),
          },
  };
}

/** Where a page ends: the percentage and the id of its last row. */
function placeText({ percent, subjectId }: Pick<UseRow, 'percent' | 'subjectId'>): string {
  return `${percent ?? ''}_${subjectId}`;
}

const placePattern = /^(\d{1,24}\.\d{4}|)_([0-9a-f]{8}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{12})$/;

function placeFrom(text: string): { percent: string | null; subjectId: string } {
  const found = placePattern.exec(text);
  if (found === null) {
    const message = 'must be the next of another page';
    throw invalid('The querystring is not valid.', [{ field: 'after', message }]);
  }
  return { percent: found[1] === '' ? null : found[1]!, subjectId: found[2]! };
}
