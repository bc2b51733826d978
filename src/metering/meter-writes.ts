import { BellwireError } from '../base/errors.ts';
import type { Queries } from '../store/database.ts';
import { meterCountersRetarget } from '../store/queries/metering/meter-counters.ts';
import { meterFiredMiss } from '../store/queries/metering/meter-fired.ts';
import type { MeterRow } from '../store/queries/metering/meter-row.ts';
import { meterThresholdsRemove, meterThresholdsReplace } from '../store/queries/metering/meter-thresholds.ts';
import { metersHold } from '../store/queries/metering/meters-read.ts';
import {
  metersDelete,
  metersInsert,
  metersMoveZone,
  metersSetGroups,
  metersSetProducts,
  meterUpdate,
} from '../store/queries/metering/meters-write.ts';
import { judgedOf, mark, runningCounters } from './judge.ts';
import type { Crossing, Groups, MeterChange, MeterWrites, NewMeter, Thresholds } from './meter-contract.ts';
import { periodAt, runningAt } from './periods.ts';

/** What the owner of the objects tells the meter. */
export const meterWrites: MeterWrites = {
  open: (tx, meters) => metersInsert(tx, meters.map(rowOf)),
  change: changeMeter,
  close: metersDelete,
  moveZone: metersMoveZone,
  setProducts: metersSetProducts,
  setGroups,
  replaceThresholds,
  removeThresholds: meterThresholdsRemove,
};

function rowOf(meter: NewMeter): MeterRow & { organizationId: string } {
  const { subject, measure, now: _, ...same } = meter;
  return {
    ...same,
    subjectType: subject.type,
    subjectId: subject.id,
    groupId: null,
    measure: measure === 'count' ? null : measure,
  };
}

async function changeMeter(tx: Queries, change: MeterChange): Promise<readonly Crossing[]> {
  const { organizationId, id, now } = change;
  const held = await metersHold(tx, organizationId, { ids: [id] });
  const known = held.find((meter) => meter.id === id);
  if (known === undefined) throw new BellwireError('conflict', 'The accepted plan is gone.');
  const { target = known.target, endDay = known.endDay } = change;
  await meterUpdate(tx, { organizationId, id, target, endDay });
  if (target === known.target) return [];

  const meter = { ...known, target, endDay };
  const { number } = runningAt(meter, now.getTime());
  await meterCountersRetarget(tx, { organizationId, meterId: id, fromPeriod: number, target });
  const meters = held.map((one) => (one.id === id ? meter : one));
  const touched = await runningCounters(tx, organizationId, runningOf([meter], now), now);
  const judged = await judgedOf(tx, organizationId, { held: meters, touched, now });
  // The others of its group have the targets that they had.
  const own = judged.filter(({ meterId }) => meterId === id);
  return mark(tx, { organizationId, judged: own, told: true, now });
}

async function setGroups(tx: Queries, { organizationId, meters, now }: Groups): Promise<readonly Crossing[]> {
  const wanted = new Map(meters.map(({ id, groupId }) => [id, groupId]));
  const before = await metersHold(tx, organizationId, { ids: [...wanted.keys()] });
  const moved = before.filter(({ id, groupId }) => wanted.has(id) && wanted.get(id) !== groupId);
  if (moved.length === 0) return [];
  await metersSetGroups(tx, {
    organizationId,
    meters: moved.map(({ id }) => ({ id, groupId: wanted.get(id) ?? null })),
  });
  // With the others of the groups that they are in now.
  const held = await metersHold(tx, organizationId, { ids: moved.map(({ id }) => id) });
  const touched = await runningCounters(tx, organizationId, runningOf(held, now), now);
  const judged = await judgedOf(tx, organizationId, { held, touched, now });
  return mark(tx, { organizationId, judged, told: true, now });
}

/** Those that have begun and have not ended. */
function runningOf(meters: readonly MeterRow[], now: Date): MeterRow[] {
  return meters.filter((meter) => periodAt(meter, now.getTime()) !== null);
}

async function replaceThresholds(tx: Queries, thresholds: Thresholds): Promise<void> {
  const { organizationId, conditionId, planId, now } = thresholds;
  // Nothing is counted meanwhile, so that a threshold is either passed before it is there, or told of.
  const held = await metersHold(tx, organizationId, { planId });
  await meterThresholdsReplace(tx, thresholds);
  await meterFiredMiss(tx, { organizationId, conditionId, now });
  const grouped = held.filter((meter) => meter.groupId !== null);
  const touched = await runningCounters(tx, organizationId, grouped, now);
  const judged = await judgedOf(tx, organizationId, { held, touched, now });
  await mark(tx, { organizationId, judged, told: false, now, conditionId });
}
