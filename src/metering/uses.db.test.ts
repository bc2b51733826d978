import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { testDatabase } from '../../test/harness/database.ts';
import { createIds } from '../base/ids.ts';
import { usesList } from '../store/queries/metering/uses-list.ts';
import { meterWrites } from './meter-writes.ts';
import { periodAt, runningAt } from './periods.ts';
import { dayTextAt } from './zones.ts';

const { database } = await testDatabase();
const ids = createIds({ nowMs: () => Date.now() });
const dayMs = 24 * 60 * 60 * 1000;
const zones = [
  'UTC',
  'America/New_York',
  'America/Havana',
  'Africa/Cairo',
  'Asia/Kathmandu',
  'Pacific/Apia',
  'Australia/Lord_Howe',
];

const anyDay = fc
  .integer({ min: Date.UTC(2008, 0, 1) / dayMs, max: Date.UTC(2026, 11, 31) / dayMs })
  .map((day) => new Date(day * dayMs).toISOString().slice(0, 10));

describe('the list of who has used how much', () => {
  it('finds the period that runs as the periods themselves are reckoned', async () => {
    const organizationId = ids.uuid();
    await database.query({
      text: `insert into organizations (id, key, name, dialect, created_at, updated_at) values ($1, 'acme', 'Acme', 'x', now(), now())`,
      values: [organizationId],
    });
    await fc.assert(
      fc.asyncProperty(
        fc.record({
          startDay: anyDay,
          // Often the end of a month, where short ones are cut.
          endOfMonth: fc.boolean(),
          periodMonths: fc.integer({ min: 1, max: 24 }),
          timeZone: fc.constantFrom(...zones),
          // Near midnight, where a day more or less shows.
          now: fc.tuple(anyDay, fc.integer({ min: -14 * 3600, max: 14 * 3600 })),
        }),
        async ({ endOfMonth, now: [day, seconds], ...given }) => {
          const startDay = endOfMonth ? `${given.startDay.slice(0, 4)}-01-31` : given.startDay;
          const terms = { ...given, startDay, endDay: null };
          const now = new Date(Date.parse(day) + seconds * 1000);
          const [id, subjectId, planId] = [ids.uuid(), ids.uuid(), ids.uuid()];
          await database.query({
            text: `insert into objects (organization_id, id, type, number, version, fields, created_at, updated_at)
              values ($1, $2, 'developer', nextval('object_numbers'), 1, '{}', now(), now())`,
            values: [organizationId, subjectId],
          });
          await meterWrites.open(database, [
            {
              ...{ organizationId, id, planId, bundleId: ids.uuid(), productIds: [] },
              ...{ ...terms, subject: { type: 'developer' as const, id: subjectId }, target: '8' },
              ...{ measure: 'count' as const, now },
            },
          ]);
          const { number } = runningAt(terms, now.getTime());
          // The period before and the one after have counted something else.
          await database.query({
            text: `insert into meter_counters (organization_id, meter_id, period, used, target)
              select $1, $2, p, case when p = $3 then 2 else 5 end, 8 from generate_series($3 - 1, $3 + 1) as p`,
            values: [organizationId, id, number],
          });
          const [row] = await usesList(database, organizationId, {
            ...{
              subjectTypes: ['developer'],
              planId,
              atLeast: null,
              missedBy: null,
              after: null,
              limit: 1,
              today: [{ timeZone: terms.timeZone, day: dayTextAt(terms.timeZone, now.getTime()) }],
            },
          });
          const runs = periodAt(terms, now.getTime()) !== null;
          expect(row && [row.subjectId, row.used, row.percent]).toEqual(
            runs ? [subjectId, '2.0000', '25.0000'] : undefined,
          );
        },
      ),
      { numRuns: Number(process.env.BELLWIRE_PROPERTY_RUNS ?? 150) },
    );
  }, 60_000);
});
