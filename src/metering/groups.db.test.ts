import { describe, expect, it } from 'vitest';
import { testDatabase } from '../../test/harness/database.ts';
import { eventually } from '../../test/harness/engine.ts';
import { createIds } from '../base/ids.ts';
import { metersHold } from '../store/queries/metering/meters-read.ts';
import { countUsage } from './count.ts';
import { meterWrites } from './meter-writes.ts';

const { database } = await testDatabase();
const ids = createIds({ nowMs: () => Date.now() });
const now = new Date();
const organizationId = ids.uuid();
await database.query({
  text: `insert into organizations (id, key, name, dialect, created_at, updated_at) values ($1, 'acme', 'Acme', 'x', now(), now())`,
  values: [organizationId],
});

const product = ids.uuid();

/** Meters of one plan, by their first days. */
async function openMeters(...startDays: string[]) {
  const planId = ids.uuid();
  const meters = startDays.map((startDay) => ({
    ...{ organizationId, id: ids.uuid(), planId, bundleId: ids.uuid(), productIds: [product] },
    ...{ subject: { type: 'developer' as const, id: ids.uuid() }, target: '10', startDay },
    ...{ endDay: null, timeZone: 'UTC', periodMonths: 1, measure: 'count' as const, now },
  }));
  await meterWrites.open(database, meters);
  return meters;
}

describe('holding a meter', () => {
  it('that is put into a group meanwhile holds the others of the group too', async () => {
    const [one, other] = (await openMeters('2026-01-01', '2026-01-01')).map(({ id }) => id);
    const members = [one!, other!].map((id) => ({ id, groupId: one! }));
    let waiting: Promise<string[]> | undefined;
    await database.transaction(async (tx) => {
      await meterWrites.setGroups(tx, { organizationId, meters: members, now });
      waiting = database.transaction(async (later) => {
        const held = await metersHold(later, organizationId, { ids: [other!] });
        return held.map(({ id }) => id);
      });
      await eventually(async () => {
        const waits = await database.query({
          text: `select 1 from pg_stat_activity
            where datname = current_database() and wait_event_type = 'Lock'`,
        });
        expect(waits).toHaveLength(1);
      });
    });
    expect(await waiting).toEqual([one, other].sort());
  });
});

describe('a group whose meters have different first days', () => {
  it('is looked at for each period that a batch reaches', async () => {
    const [leader, member] = await openMeters('2026-01-01', '2025-12-15');
    const members = [leader!, member!].map(({ id }) => ({ id, groupId: leader!.id }));
    await meterWrites.setGroups(database, { organizationId, meters: members, now });
    const condition = {
      conditionId: ids.uuid(),
      planId: leader!.planId,
      percents: ['100'],
      webhookIds: [ids.uuid()],
    };
    await meterWrites.replaceThresholds(database, {
      organizationId,
      ...condition,
      now: new Date('2026-01-01'),
    });
    const transactions = ['2026-01-10', '2026-01-20', '2026-01-11'].map((day) => ({
      ...{ id: ids.uuid(), ownerId: leader!.subject.id, appId: null, productId: product, count: 4 },
      ...{ attributes: null, occurredAt: new Date(day), notCounted: null },
    }));
    const { crossings } = await database.transaction((tx) =>
      countUsage(tx, { organizationId, transactions, now: new Date('2026-01-21') }),
    );
    // The leader's January lies in two periods of the member.
    expect(crossings.map(({ meterId, period, used }) => [meterId, period, used]).sort()).toEqual(
      [
        [leader!.id, 0, '12'],
        [member!.id, 0, '12'],
        [member!.id, 1, '12'],
      ].sort(),
    );
  });
});
