import type { Queries } from '../store/database.ts';

/**
 * What the owner of the objects and the meter agree on. The objects (accepted plans, conditions, packages, companies,
 * the organization's profile) belong to a dialect; counters and thresholds belong to metering, in tables of its own.
 * Every function here is called with the transaction in which the objects are being saved, after they have been
 * written, so that meter and objects are never of two minds. All amounts are exact decimals as text.
 */
export interface MeterWrites {
  /** Opens meters. What an organization has used before a meter opened is not counted by it. */
  open(tx: Queries, meters: readonly NewMeter[]): Promise<void>;
  /**
   * Changes target or end. What has fired in a period does not fire again; what a lower target makes reached now is
   * answered, in rising order of the points.
   */
  change(tx: Queries, change: MeterChange): Promise<readonly Crossing[]>;
  /** Closes meters for good, together with their counters. The log keeps the events that they led to. */
  close(tx: Queries, meters: { organizationId: string; ids: readonly string[] }): Promise<void>;
  /** Moves all meters of an organization to another time zone: their periods begin at that zone's midnight. */
  moveZone(tx: Queries, move: { organizationId: string; timeZone: string; now: Date }): Promise<void>;
  /** The products of a bundle have changed: from now on its meters count these. */
  setProducts(
    tx: Queries,
    products: { organizationId: string; bundleId: string; productIds: readonly string[] },
  ): Promise<void>;
  /**
   * Puts meters into groups whose totals are added up, or (null) lets them count alone again. It is like a change of the
   * target: what has fired in a period does not fire again, and what the new totals reach now is answered.
   */
  setGroups(tx: Queries, groups: Groups): Promise<readonly Crossing[]>;
  /**
   * The thresholds of one condition, in place of those it had. Points that stay keep what has fired. A new point does
   * not fire in a period in which a meter is past it already.
   */
  replaceThresholds(tx: Queries, thresholds: Thresholds): Promise<void>;
  /** A condition is gone, and with it its thresholds. */
  removeThresholds(
    tx: Queries,
    conditions: { organizationId: string; conditionIds: readonly string[] },
  ): Promise<void>;
}

/** One accepted plan, as the meter sees it. */
export interface NewMeter {
  organizationId: string;
  /** The id of the object that it counts for (the accepted plan). */
  id: string;
  /** The id of the plan object: thresholds hang on it. */
  planId: string;
  /** The id of the package object, which says what products are counted. */
  bundleId: string;
  /** The ids of the product objects whose transactions are counted. */
  productIds: readonly string[];
  /** Whose transactions are counted: the object id of a developer or a company. */
  subject: { type: 'developer' | 'company'; id: string };
  /** A whole number as text. With 0 it counts, and nothing ever fires. */
  target: string;
  /** The first day, `2026-01-31`. It begins, and every period does, at the zone's midnight. */
  startDay: string;
  /** The last day that counts, to its end; null: it goes on. */
  endDay: string | null;
  /** IANA name: `America/New_York`. */
  timeZone: string;
  /** How long a period is: 1 to 24. A month too short for the start day ends a period on its last day. */
  periodMonths: number;
  /** Each transaction counts as one (`count`), or as the value of this custom attribute (1 to 10). */
  measure: 'count' | number;
  now: Date;
}

/** What is not given stays. */
export interface MeterChange {
  organizationId: string;
  id: string;
  target?: string;
  endDay?: string | null;
  now: Date;
}

/** Which meters belong to which groups. */
export interface Groups {
  organizationId: string;
  meters: readonly { id: string; groupId: string | null }[];
  now: Date;
}

/** When to tell, and whom. */
export interface Thresholds {
  organizationId: string;
  /** The id of the condition object. */
  conditionId: string;
  planId: string;
  /** Percentages of the target as decimals of at most 4 places, such as `112.5`; rising, none twice, 1 to 100 of them. */
  percents: readonly string[];
  /** Those to call. A webhook that is off or gone is not called; switching one on or off changes nothing here. */
  webhookIds: readonly string[];
  now: Date;
}

/** A meter has reached a threshold, for the first and only time in a period. */
export interface Crossing {
  organizationId: string;
  meterId: string;
  planId: string;
  conditionId: string;
  percent: string;
  webhookIds: readonly string[];
  /** The total, or that of its group, after the transaction that reached it. */
  used: string;
  target: string;
  /** Its number, from 0. */
  period: number;
  periodStartsAt: Date;
  /** The first instant of the next period. */
  periodEndsAt: Date;
  /** The object id of the app whose transaction reached it; null when it was a change of the target or the group. */
  appId: string | null;
  at: Date;
}
