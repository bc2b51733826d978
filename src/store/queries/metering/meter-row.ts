/** A meter as it is kept. Amounts are text: they are exact. */
export interface MeterRow {
  id: string;
  planId: string;
  bundleId: string;
  productIds: readonly string[];
  subjectType: 'developer' | 'company';
  subjectId: string;
  groupId: string | null;
  target: string;
  startDay: string;
  endDay: string | null;
  timeZone: string;
  periodMonths: number;
  /** Null: each transaction counts as one. */
  measure: number | null;
}

/** The columns of a meter `m`, by the names of `MeterRow`. */
export const meterColumns = `
  m.id, m.plan_id as "planId", m.bundle_id as "bundleId", m.product_ids as "productIds",
  m.subject_type as "subjectType", m.subject_id as "subjectId", m.group_id as "groupId", m.target,
  m.start_day as "startDay", m.end_day as "endDay", m.time_zone as "timeZone",
  m.period_months as "periodMonths", m.measure`;
