import type { Queries } from '../store/database.ts';
import { type CounterRow, meterCountersOf } from '../store/queries/metering/meter-counters.ts';
import { meterFiredMark } from '../store/queries/metering/meter-fired.ts';
import type { MeterRow } from '../store/queries/metering/meter-row.ts';
import { crossingsOf, type Judged } from './crossings.ts';
import { type Amount, amountOf, amountText } from './decimals.ts';
import type { Crossing } from './meter-contract.ts';
import { periodOf, runningAt } from './periods.ts';

/** Something that was added to a counter. */
export interface Addition {
  /** Its place in the report. */
  index: number;
  amount: Amount;
  appId: string | null;
}

/** A counter after a step. */
export interface Touched {
  meter: MeterRow;
  period: number;
  used: Amount;
  target: bigint;
  /** A moment in the period: which periods of a group's other meters go with it. */
  atMs: number;
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
    return { meter, period, atMs, used, target, added: [] };
  });
}

/**
 * What is to be judged when counters have changed: each meter that counts alone by its own total, and every meter of a
 * group by the sum of all of them in the periods that run at the same moment. `held` are the meters that are held.
 */
export async function judgedOf(
  tx: Queries,
  organizationId: string,
  held: readonly MeterRow[],
  touched: readonly Touched[],
): Promise<Judged[]> {
  const alone = touched.filter(({ meter }) => meter.groupId === null);
  const judged = alone.map(({ meter, period, used, target, added }) => ({
    ...frameOf(meter, period),
    target,
    total: used,
    added,
  }));
  const grouped = touched.filter(({ meter }) => meter.groupId !== null);
  return grouped.length === 0
    ? judged
    : [...judged, ...(await judgedGroups(tx, organizationId, held, grouped))];
}

async function judgedGroups(
  tx: Queries,
  organizationId: string,
  held: readonly MeterRow[],
  touched: readonly Touched[],
): Promise<Judged[]> {
  // One look at each group for each set of periods that its meters are in.
  const looks = new Map<string, { members: { meter: MeterRow; period: number }[]; added: Addition[] }>();
  for (const { meter, atMs, added } of touched) {
    const members = held
      .filter(({ groupId }) => groupId === meter.groupId)
      .map((member) => ({ meter: member, period: runningAt(member, atMs).number }));
    const key = `${meter.groupId} ${members.map(({ period }) => period).join()}`;
    const look = looks.get(key) ?? { members, added: [] };
    look.added.push(...added);
    looks.set(key, look);
  }
  const wanted = [...looks.values()].flatMap(({ members }) =>
    members.map(({ meter, period }) => ({ meterId: meter.id, period })),
  );
  const rows = await meterCountersOf(tx, organizationId, wanted);
  const counters = new Map(rows.map((row) => [`${row.meterId} ${row.period}`, counterFrom(row)]));
  return [...looks.values()].flatMap(({ members, added }) => {
    added.sort((one, other) => one.index - other.index);
    const counterOf = ({ meter, period }: (typeof members)[number]) => counters.get(`${meter.id} ${period}`);
    const total = members.reduce((sum, member) => sum + (counterOf(member)?.used ?? 0n), 0n);
    return members.map((member) => ({
      ...frameOf(member.meter, member.period),
      target: counterOf(member)?.target ?? BigInt(member.meter.target),
      total,
      added,
    }));
  });
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
  const { organizationId, judged, now } = input;
  const reached = judged
    .filter(({ target }) => target > 0n)
    .map(({ total, target, ...frame }) => ({ ...frame, used: amountText(total), target: target.toString() }));
  if (reached.length === 0) return [];
  const fired = await meterFiredMark(tx, { ...input, reached });
  return input.told ? crossingsOf(organizationId, fired, judged, now) : [];
}
