import { groupBy } from '../base/group-by.ts';
import type { Queries } from '../store/database.ts';
import { meterCountersAdd } from '../store/queries/metering/meter-counters.ts';
import type { MeterRow } from '../store/queries/metering/meter-row.ts';
import { metersHold } from '../store/queries/metering/meters-read.ts';
import { usageInsert } from '../store/queries/metering/usage-insert.ts';
import type { Countable } from './countable.ts';
import { amountText } from './decimals.ts';
import { type Addition, counterFrom, judgedOf, mark, type Touched } from './judge.ts';
import { countsIn, worth } from './meter.ts';
import type { Crossing } from './meter-contract.ts';

/** What came of counting. */
export interface Counted {
  /** Those that were not there yet. The others were reported before, or stand earlier in the same list. */
  fresh: ReadonlySet<Countable>;
  crossings: readonly Crossing[];
}

/** What is added to one counter. */
interface Sum {
  meter: MeterRow;
  period: number;
  amount: bigint;
  added: Addition[];
}

/**
 * Counts transactions of one organization inside a transaction of the database: keeps those that are new, adds them to
 * the counters of their periods, and finds the thresholds that this reaches. All of it holds or none.
 *
 * Locks are taken in one order by everybody: transactions by id, then meters by id. So the same transactions may be
 * reported, and the same meters moved, on any number of nodes at once.
 */
export async function countUsage(
  tx: Queries,
  input: { organizationId: string; transactions: readonly Countable[]; now: Date },
): Promise<Counted> {
  const { organizationId, now } = input;
  const firsts = firstsOf(input.transactions);
  const sorted = [...firsts].sort((one, other) => (one.id < other.id ? -1 : 1));
  const freshIds = await usageInsert(tx, organizationId, sorted, now);
  const fresh = new Set(firsts.filter(({ id }) => freshIds.has(id)));
  const counted = [...fresh].filter(({ notCounted }) => notCounted === null);
  if (counted.length === 0) return { fresh, crossings: [] };

  const subjectIds = [...new Set(counted.map(({ ownerId }) => ownerId))];
  const held = await metersHold(tx, organizationId, { subjectIds });
  const sums = sumsOf(counted, held);
  const touched = await addTo(tx, organizationId, sums);
  const judged = await judgedOf(tx, organizationId, { held, touched, now });
  return { fresh, crossings: await mark(tx, { organizationId, judged, told: true, now }) };
}

/** Of transactions with the same id, the first one. */
function firstsOf(transactions: readonly Countable[]): Countable[] {
  const byId = new Map<string, Countable>();
  for (const transaction of transactions) {
    if (!byId.has(transaction.id)) byId.set(transaction.id, transaction);
  }
  return [...byId.values()];
}

function sumsOf(transactions: readonly Countable[], meters: readonly MeterRow[]): Sum[] {
  const bySubject = groupBy(meters, ({ subjectId }) => subjectId);
  const sums = new Map<string, Sum>();
  for (const [index, transaction] of transactions.entries()) {
    for (const meter of bySubject.get(transaction.ownerId) ?? []) {
      const period = countsIn(meter, transaction);
      const amount = period === null ? null : worth(meter, transaction);
      if (period === null || amount === null) continue;
      const key = `${meter.id} ${period.number}`;
      const atMs = transaction.occurredAt.getTime();
      const sum = sums.get(key) ?? { meter, period: period.number, amount: 0n, added: [] };
      sum.amount += amount;
      sum.added.push({ index, amount, appId: transaction.appId, atMs });
      sums.set(key, sum);
    }
  }
  return [...sums.values()];
}

async function addTo(tx: Queries, organizationId: string, sums: readonly Sum[]): Promise<Touched[]> {
  if (sums.length === 0) return [];
  const rows = await meterCountersAdd(
    tx,
    organizationId,
    sums.map(({ meter, period, amount }) => ({
      meterId: meter.id,
      period,
      amount: amountText(amount),
      target: meter.target,
    })),
  );
  const byKey = new Map(rows.map((row) => [`${row.meterId} ${row.period}`, counterFrom(row)]));
  return sums.map(({ meter, period, added }) => {
    return { meter, period, added, ...byKey.get(`${meter.id} ${period}`)! };
  });
}
