import type { Queries } from '../store/database.ts';
import { type CounterRow, meterCountersOf } from '../store/queries/metering/meter-counters.ts';
import { meterFiredMark } from '../store/queries/metering/meter-fired.ts';
import type { MeterRow } from '../store/queries/metering/meter-row.ts';
import { crossingsOf, type Judged } from './crossings.ts';
import { type Amount, amountOf, amountText } from './decimals.ts';
import type { Crossing } from './meter-contract.ts';
import { nextChangeMs, periodAt, periodOf, runningAt } from './periods.ts';

/** Something that was added to a counter. */
export interface Addition {
  /** Its place in the report. */
  index: number;
  amount: Amount;
  appId: string | null;
  /** When it was: which periods of a group's other meters it goes with. */
  atMs: number;
}

/** A counter after a step. */
export interface Touched {
  meter: MeterRow;
  period: number;
  used: Amount;
  target: bigint;
  /** In order; empty when only the target or the group has changed, and then it is about now. */
  added: readonly Addition[];
}

/** Reads a counter's row. */
export function counterFrom(row: CounterRow): { used: Amount; target: bigint } {
  return { used: amountOf(row.used), target: BigInt(row.target) };
}

/** What meters have counted in the periods that run now. */
export async function runningCounters(
  queries: Queries,
  organizationId: string,
  meters: readonly MeterRow[],
  now: Date,
): Promise<Touched[]> {
  const atMs = now.getTime();
  const running = meters.map((meter) => ({ meter, period: runningAt(meter, atMs).number }));
  const wanted = running.map(({ meter, period }) => ({ meterId: meter.id, period }));
  const rows = await meterCountersOf(queries, organizationId, wanted);
  const counters = new Map(rows.map((row) => [row.meterId, counterFrom(row)]));
  return running.map(({ meter, period }) => {
    const { used, target } = counters.get(meter.id) ?? { used: 0n, target: BigInt(meter.target) };
    return { meter, period, used, target, added: [] };
  });
}

/**
 * What is to be judged when counters have changed: each meter that counts alone by its own total, and every meter of a
 * group by the sum of all of them in the periods that run at the same moment. Of a group, those that have not begun at
 * that moment, or have ended, add what they have counted and are not judged. `held` are the meters that are held.
 */
export async function judgedOf(
  queries: Queries,
  organizationId: string,
  input: { held: readonly MeterRow[]; touched: readonly Touched[]; now: Date },
): Promise<Judged[]> {
  const alone = input.touched.filter(({ meter }) => meter.groupId === null);
  const judged = alone.map(soloOf);
  const touched = input.touched.filter(({ meter }) => meter.groupId !== null);
  if (touched.length === 0) return judged;
  return [...judged, ...(await judgedGroups(queries, organizationId, { ...input, touched }))];
}

/** A meter judged by its own total. */
export function soloOf({ meter, period, used, target, added }: Touched): Judged {
  return { ...frameOf(meter, period), target, total: used, added };
}

/** Meters of one group with the periods that run at the same moment. */
interface Look {
  members: { meter: MeterRow; period: number; runs: boolean }[];
}

async function judgedGroups(
  queries: Queries,
  organizationId: string,
  { held, touched, now }: { held: readonly MeterRow[]; touched: readonly Touched[]; now: Date },
): Promise<Judged[]> {
  const looks = looksOf(held, touched, now);
  const wanted = looks.flatMap(({ members }) =>
    members.map(({ meter, period }) => ({ meterId: meter.id, period })),
  );
  const rows = await meterCountersOf(queries, organizationId, wanted);
  const counters = new Map(rows.map((row) => [keyOf(row.meterId, row.period), counterFrom(row)]));
  const additions = new Map(touched.map(({ meter, period, added }) => [keyOf(meter.id, period), added]));
  return looks.flatMap(({ members }) => {
    const keys = members.map(({ meter, period }) => keyOf(meter.id, period));
    const total = keys.reduce((sum, key) => sum + (counters.get(key)?.used ?? 0n), 0n);
    const added = keys
      .flatMap((key) => additions.get(key) ?? [])
      .sort((one, other) => one.index - other.index);
    return members
      .filter(({ runs }) => runs)
      .map(({ meter, period }) => ({
        ...frameOf(meter, period),
        target: counters.get(keyOf(meter.id, period))?.target ?? BigInt(meter.target),
        total,
        added,
      }));
  });
}

/** One look at each group for each set of periods that its meters are in when something was added. */
function looksOf(held: readonly MeterRow[], touched: readonly Touched[], now: Date): Look[] {
  const looks = new Map<string, Look>();
  const groupIds = new Set(touched.map(({ meter }) => meter.groupId));
  for (const groupId of groupIds) {
    const meters = held.filter((meter) => meter.groupId === groupId);
    const own = touched.filter(({ meter }) => meter.groupId === groupId);
    const moments = own.flatMap(({ added }) =>
      added.length === 0 ? [now.getTime()] : added.map(({ atMs }) => atMs),
    );
    let untilMs = Number.NEGATIVE_INFINITY;
    for (const atMs of moments.sort((one, other) => one - other)) {
      if (atMs < untilMs) continue;
      const members = meters.map((meter) => ({
        meter,
        period: runningAt(meter, atMs).number,
        runs: periodAt(meter, atMs) !== null,
      }));
      untilMs = Math.min(...meters.map((meter) => nextChangeMs(meter, atMs)));
      const key = members.map(({ meter, period, runs }) => `${meter.id} ${period} ${runs}`).join();
      looks.set(key, { members });
    }
  }
  return [...looks.values()];
}

function keyOf(meterId: string, period: number): string {
  return `${meterId} ${period}`;
}

function frameOf(meter: MeterRow, number: number) {
  const { startsAtMs, endsAtMs } = periodOf(meter, number);
  return {
    meterId: meter.id,
    planId: meter.planId,
    period: number,
    startsAt: new Date(startsAtMs),
    endsAt: new Date(endsAtMs),
  };
}

/** Marks what is reached, and answers with what is to be told. `told` false: it is marked, and nobody is told. */
export async function mark(
  tx: Queries,
  input: {
    organizationId: string;
    judged: readonly Judged[];
    told: boolean;
    now: Date;
    conditionId?: string;
  },
): Promise<Crossing[]> {
  const { organizationId, now } = input;
  const judged = highestOf(input.judged);
  const reached = judged
    .filter(({ target }) => target > 0n)
    .map(({ total, target, ...frame }) => ({ ...frame, used: amountText(total), target: target.toString() }));
  if (reached.length === 0) return [];
  const fired = await meterFiredMark(tx, { ...input, reached });
  return input.told ? crossingsOf(organizationId, fired, judged, now) : [];
}

/** A meter of a group can be judged twice, beside different periods of the others: it is past what the higher total is past. */
function highestOf(judged: readonly Judged[]): Judged[] {
  const found = new Map<string, Judged>();
  for (const one of judged) {
    const key = keyOf(one.meterId, one.period);
    const known = found.get(key);
    if (known === undefined || one.total > known.total) found.set(key, one);
  }
  return [...found.values()];
}
