import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { testDatabase } from '../../test/harness/database.ts';
import { createModel, type Told } from '../../test/harness/meter-model.ts';
import { createIds } from '../base/ids.ts';
import { countUsage } from './count.ts';
import type { Countable } from './countable.ts';
import type { Crossing, NewMeter } from './meter-contract.ts';
import { meterWrites } from './meter-writes.ts';

const { database } = await testDatabase();
const ids = createIds({ nowMs: () => Date.now() });
const hourMs = 60 * 60 * 1000;
const startMs = Date.parse('2026-01-31T00:00:00Z');
const product = ids.uuid();
const otherProduct = ids.uuid();
const webhooks = [ids.uuid(), ids.uuid(), ids.uuid()].sort();

const organizationId = ids.uuid();
await database.query({
  text: `insert into organizations (id, key, name, dialect, created_at, updated_at) values ($1, 'acme', 'Acme', 'x', now(), now())`,
  values: [organizationId],
});

/** What happens to some plans, one thing after the other. */
type Step =
  | {
      type: 'usage';
      batch: { who: number; hoursAgo: number; count: number; repeat: boolean; product: number }[];
    }
  | { type: 'target'; who: number; target: number }
  | { type: 'condition'; number: number; percents: number[]; webhooks: number[] }
  | { type: 'remove'; number: number }
  | { type: 'group'; grouped: boolean }
  | { type: 'wait'; hours: number };

const anyStep: fc.Arbitrary<Step> = fc.oneof(
  {
    weight: 6,
    arbitrary: fc.record({
      type: fc.constant('usage' as const),
      batch: fc.array(
        fc.record({
          who: fc.integer({ min: 0, max: 1 }),
          hoursAgo: fc.oneof(fc.constant(0), fc.integer({ min: 0, max: 1500 })),
          count: fc.oneof(fc.integer({ min: 1, max: 3 }), fc.integer({ min: 1, max: 30 })),
          repeat: fc.oneof(
            { weight: 5, arbitrary: fc.constant(false) },
            { weight: 1, arbitrary: fc.constant(true) },
          ),
          product: fc.oneof(
            { weight: 5, arbitrary: fc.constant(0) },
            { weight: 1, arbitrary: fc.constant(1) },
          ),
        }),
        { minLength: 1, maxLength: 12 },
      ),
    }),
  },
  fc.record({
    type: fc.constant('target' as const),
    who: fc.integer({ min: 0, max: 1 }),
    target: fc.oneof(fc.constant(0), fc.integer({ min: 1, max: 120 })),
  }),
  fc.record({
    type: fc.constant('condition' as const),
    number: fc.integer({ min: 0, max: 1 }),
    percents: fc.uniqueArray(fc.constantFrom(0.5, 33.3333, 50, 80, 100, 112.5, 150), {
      minLength: 1,
      maxLength: 5,
    }),
    webhooks: fc.uniqueArray(fc.integer({ min: 0, max: 2 }), { minLength: 1, maxLength: 3 }),
  }),
  fc.record({ type: fc.constant('remove' as const), number: fc.integer({ min: 0, max: 1 }) }),
  fc.record({ type: fc.constant('group' as const), grouped: fc.boolean() }),
  fc.record({ type: fc.constant('wait' as const), hours: fc.integer({ min: 1, max: 1000 }) }),
);

describe('counting', () => {
  it('tells what a simple model tells that goes through the full list one by one', async () => {
    await fc.assert(
      fc.asyncProperty(
        fc.array(anyStep, { minLength: 2, maxLength: 25 }),
        fc.record({
          grouped: fc.boolean(),
          measured: fc.boolean(),
          months: fc.integer({ min: 1, max: 2 }),
          targets: fc.tuple(fc.integer({ min: 0, max: 100 }), fc.integer({ min: 0, max: 100 })),
        }),
        async (steps, plan) => {
          const [told, expected] = await play(steps, plan);
          expect(told).toEqual(expected);
        },
      ),
      { numRuns: Number(process.env.BELLWIRE_PROPERTY_RUNS ?? 60) },
    );
  }, 120_000);

  it('tells each threshold once, whoever counts at the same time', async () => {
    const { planId, meters } = await openMeters({
      grouped: false,
      measured: false,
      months: 1,
      targets: [1000, 0],
    });
    const now = new Date(startMs + hourMs);
    await database.transaction((tx) =>
      meterWrites.replaceThresholds(tx, {
        organizationId,
        conditionId: ids.uuid(),
        planId,
        percents: ['80', '90', '100', '110', '120'],
        webhookIds: webhooks,
        now,
      }),
    );
    const queue = Array.from({ length: 1200 }, () => transactionOf(meters[0]!, { now }));
    const told: Crossing[] = [];
    await Promise.all(
      Array.from({ length: 8 }, async (_, client) => {
        for (;;) {
          // Some of what others report too, as after a lost answer.
          const transactions = [...queue.splice(0, 7), ...(client < 2 ? queue.slice(0, 2) : [])];
          if (transactions.length === 0) return;
          const { crossings } = await database.transaction((tx) =>
            countUsage(tx, { organizationId, transactions, now }),
          );
          told.push(...crossings);
        }
      }),
    );
    expect(
      told
        .map(({ percent, used }) => [percent, used])
        .sort((one, other) => Number(one[0]) - Number(other[0])),
    ).toEqual([
      ['80', '800'],
      ['90', '900'],
      ['100', '1000'],
      ['110', '1100'],
      ['120', '1200'],
    ]);
    expect(told.every(({ webhookIds }) => webhookIds.join() === webhooks.join())).toBe(true);
  });
});

interface PlanTerms {
  grouped: boolean;
  measured: boolean;
  months: number;
  targets: [number, number];
}

async function openMeters({ grouped, measured, months, targets }: PlanTerms) {
  const planId = ids.uuid();
  const meters: NewMeter[] = targets.map((target) => ({
    organizationId,
    id: ids.uuid(),
    planId,
    bundleId: ids.uuid(),
    productIds: [product],
    subject: { type: 'developer', id: ids.uuid() },
    target: String(target),
    startDay: '2026-01-31',
    endDay: null,
    timeZone: 'UTC',
    periodMonths: months,
    measure: measured ? 3 : 'count',
    now: new Date(startMs),
  }));
  await database.transaction(async (tx) => {
    await meterWrites.open(tx, meters);
    if (!grouped) return;
    const groupId = meters[0]!.id;
    const members = meters.map(({ id }) => ({ id, groupId }));
    await meterWrites.setGroups(tx, { organizationId, meters: members, now: new Date(startMs) });
  });
  return { planId, meters };
}

function transactionOf(
  meter: NewMeter,
  {
    now,
    hoursAgo = 0,
    count = 1,
    productId = product,
  }: { now: Date; hoursAgo?: number; count?: number; productId?: string },
): Countable {
  return {
    id: ids.uuid(),
    ownerId: meter.subject.id,
    appId: ids.uuid(),
    productId,
    count,
    attributes: meter.measure === 'count' ? null : { 3: '0.3333' },
    occurredAt: new Date(now.getTime() - hoursAgo * hourMs),
    notCounted: null,
  };
}

async function play(steps: readonly Step[], plan: PlanTerms): Promise<[Told[], Told[]]> {
  const { planId, meters } = await openMeters(plan);
  const model = createModel(meters, plan.grouped);
  const conditionIds = [ids.uuid(), ids.uuid()];
  const crossings: Crossing[] = [];
  let sent: Countable[] = [];
  let nowMs = startMs + 60 * 24 * hourMs;
  for (const step of steps) {
    const now = new Date(nowMs);
    if (step.type === 'wait') nowMs += step.hours * hourMs;
    if (step.type === 'usage') {
      const transactions = step.batch.map(({ who, repeat, product: number, ...rest }, index) => {
        const known = sent[(index * 7) % Math.max(1, sent.length)];
        const productId = number === 0 ? product : otherProduct;
        return repeat && known ? known : transactionOf(meters[who]!, { now, productId, ...rest });
      });
      sent = [...sent, ...transactions];
      const counted = await database.transaction((tx) =>
        countUsage(tx, { organizationId, transactions, now }),
      );
      crossings.push(...counted.crossings);
      for (const transaction of transactions) model.usage(transaction);
    }
    if (step.type === 'target') {
      const { id } = meters[step.who]!;
      const target = String(step.target);
      crossings.push(
        ...(await database.transaction((tx) => meterWrites.change(tx, { organizationId, id, target, now }))),
      );
      model.target(id, step.target, nowMs);
    }
    if (step.type === 'condition') {
      const conditionId = conditionIds[step.number]!;
      const percents = step.percents.sort((one, other) => one - other).map(String);
      const webhookIds = step.webhooks.map((index) => webhooks[index]!);
      const thresholds = { organizationId, conditionId, planId, percents, webhookIds, now };
      await database.transaction((tx) => meterWrites.replaceThresholds(tx, thresholds));
      model.condition(conditionId, percents, webhookIds, nowMs);
    }
    if (step.type === 'group') {
      const groupId = step.grouped ? meters[0]!.id : null;
      const members = meters.map(({ id }) => ({ id, groupId }));
      crossings.push(
        ...(await database.transaction((tx) =>
          meterWrites.setGroups(tx, { organizationId, meters: members, now }),
        )),
      );
      model.group(step.grouped, nowMs);
    }
    if (step.type === 'remove') {
      const conditionId = conditionIds[step.number]!;
      await database.transaction((tx) =>
        meterWrites.removeThresholds(tx, { organizationId, conditionIds: [conditionId] }),
      );
      model.remove(conditionId);
    }
    nowMs += 1;
  }
  const told = crossings.flatMap(
    ({ meterId, periodStartsAt, conditionId, percent, webhookIds, used, appId }) =>
      webhookIds.map((webhookId) => ({
        meterId,
        periodStartsAt: periodStartsAt.toISOString(),
        conditionId,
        percent,
        webhookId,
        used,
        appId,
      })),
  );
  return [sorted(told), sorted(model.told)];
}

const sorted = (told: Told[]) =>
  told
    .map((one) => JSON.stringify(one))
    .sort()
    .map((one) => JSON.parse(one) as Told);
