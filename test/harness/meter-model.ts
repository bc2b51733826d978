import type { Countable } from '../../src/metering/countable.ts';
import type { NewMeter } from '../../src/metering/meter-contract.ts';

/** One webhook is told of one threshold. */
export interface Told {
  meterId: string;
  periodStartsAt: string;
  conditionId: string;
  percent: string;
  webhookId: string;
  used: string;
  appId: string | null;
}

interface Condition {
  percents: Map<string, { webhookIds: string[]; createdMs: number }>;
}

/**
 * What has to be told, worked out in the plainest way: lists in memory, one transaction after the other, months of UTC
 * that all begin on the first of the list below. It shares no code with what it is a model of.
 */
export function createModel(meters: readonly NewMeter[], initially: boolean) {
  let grouped = initially;
  const told: Told[] = [];
  const seen = new Set<string>();
  const done = new Set<string>();
  const targets = new Map(meters.map(({ id, target }) => [id, Number(target)]));
  const used = new Map<string, number>();
  const targetOfPeriod = new Map<string, number>();
  const conditions = new Map<string, Condition>();

  /** The last days of months, from January 2026. */
  const starts = Array.from({ length: 60 }, (_, month) => Date.UTC(2026, month + 1, 0));
  const periodAt = (meter: NewMeter, atMs: number) => {
    const month = starts.findLastIndex((startMs) => startMs <= atMs);
    return month - (month % meter.periodMonths);
  };
  const key = (meter: NewMeter, period: number) => `${meter.id} ${period}`;
  const total = (meter: NewMeter, period: number, alone = !grouped) =>
    (alone ? [meter] : meters).reduce((sum, one) => sum + (used.get(key(one, period)) ?? 0), 0);

  /** Looks at one meter and period; `appId` undefined: nobody is told. */
  function look(
    meter: NewMeter,
    period: number,
    appId: string | null | undefined,
    { only, alone = !grouped }: { only?: string; alone?: boolean } = {},
  ): void {
    const target = targetOfPeriod.get(key(meter, period)) ?? targets.get(meter.id)!;
    const endsMs = starts[period + meter.periodMonths]!;
    for (const [conditionId, { percents }] of conditions) {
      if (only !== undefined && only !== conditionId) continue;
      for (const [percent, { webhookIds, createdMs }] of percents) {
        // Ten-thousandths on both sides, in numbers that are small enough to be exact.
        const reached = total(meter, period, alone) * 100 >= Math.round(Number(percent) * 10_000) * target;
        if (target === 0 || !reached || createdMs >= endsMs) continue;
        for (const webhookId of webhookIds) {
          const once = [meter.id, period, conditionId, percent, webhookId].join(' ');
          if (done.has(once)) continue;
          done.add(once);
          if (appId === undefined) continue;
          told.push({
            meterId: meter.id,
            periodStartsAt: new Date(starts[period]!).toISOString(),
            conditionId,
            percent,
            webhookId,
            used: String(total(meter, period) / 10_000),
            appId,
          });
        }
      }
    }
  }

  return {
    told,

    usage(transaction: Countable) {
      if (seen.has(transaction.id)) return;
      seen.add(transaction.id);
      const meter = meters.find(({ subject }) => subject.id === transaction.ownerId)!;
      const atMs = transaction.occurredAt.getTime();
      if (atMs < starts[0]! || !meter.productIds.includes(transaction.productId!)) return;
      const period = periodAt(meter, atMs);
      const at = key(meter, period);
      if (!used.has(at)) targetOfPeriod.set(at, targets.get(meter.id)!);
      used.set(at, (used.get(at) ?? 0) + transaction.count * (meter.measure === 'count' ? 10_000 : 3333));
      for (const one of grouped ? meters : [meter]) look(one, period, transaction.appId);
    },

    target(id: string, target: number, nowMs: number) {
      const meter = meters.find((one) => one.id === id)!;
      if (targets.get(id) === target) return;
      targets.set(id, target);
      const period = periodAt(meter, nowMs);
      for (const at of targetOfPeriod.keys()) {
        const [meterId, number] = at.split(' ');
        if (meterId === id && Number(number) >= period) targetOfPeriod.set(at, target);
      }
      look(meter, period, null);
    },

    condition(conditionId: string, percents: string[], webhookIds: string[], nowMs: number) {
      const before = conditions.get(conditionId)?.percents;
      const now = percents.map((percent) => {
        return [percent, { webhookIds, createdMs: before?.get(percent)?.createdMs ?? nowMs }] as const;
      });
      conditions.set(conditionId, { percents: new Map(now) });
      for (const meter of meters) {
        const counted = starts.map((_, period) => period).filter((period) => used.has(key(meter, period)));
        for (const period of counted) look(meter, period, undefined, { only: conditionId, alone: true });
        if (grouped) look(meter, periodAt(meter, nowMs), undefined, { only: conditionId });
      }
    },

    /** All of them are combined from now on, or count alone again. */
    group(now: boolean, nowMs: number) {
      if (now === grouped) return;
      grouped = now;
      for (const meter of meters) look(meter, periodAt(meter, nowMs), null);
    },

    remove: (conditionId: string) => void conditions.delete(conditionId),
  };
}
