import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { testPipeline } from '../../test/harness/pipeline.ts';
import { recordingLog } from '../../test/harness/recording-log.ts';
import { uuidAtMs } from '../base/ids.ts';
import { createRetention } from '../pipeline/log/retention.ts';
import { partitionStartMs, partitionsAhead, partitionsDrop } from './partitions.ts';
import { eventGet } from './queries/events/events-list.ts';

const pipeline = await testPipeline();
const { database, clock, rows, make, shop } = pipeline;
await pipeline.webhook();
const tables = ['events', 'event_objects', 'payloads', 'deliveries', 'attempts'];
const dayMs = 24 * 60 * 60 * 1000;
const log = recordingLog();
let customers = 0;

/** All partitions but the default ones, as `events_20260301`. */
async function partitions(): Promise<string[]> {
  const found = await database.query<{ name: string }>({
    text: `select c.relname as name from pg_inherits i join pg_class c on c.oid = i.inhrelid
      where c.relkind = 'r' and c.relname !~ 'default' order by 1`,
  });
  return found.map(({ name }) => name);
}
const daysOf = async () => [...new Set((await partitions()).map((name) => name.slice(-8)))];
/** `20260301` for today, or so many days from it. */
const day = (offset = 0) =>
  new Date(clock.nowMs() + offset * dayMs).toISOString().slice(0, 10).replaceAll('-', '');
const days = (...offsets: number[]) => offsets.map((offset) => day(offset));
const ahead = () => partitionsAhead(database, clock.nowMs(), log);
/** Drops what holds nothing that is younger than so many days. */
const drop = (days: number) => partitionsDrop(database, { beforeMs: clock.nowMs() - days * dayMs }, log);
/** What retention does with partitions, rows, and what is still owed. */
const sweep = (days: number) =>
  createRetention({ database, clock, log, defaultDays: days, usageDays: 100, auditDays: 365 }).sweep();

/** A change with one delivery, which is over unless it is said to be otherwise. */
async function happened(due = 'null') {
  await make('customer', { login: `c${++customers}`, name: 'Joe' });
  const [event, delivery] = [(await rows('events')).at(-1), (await rows('deliveries')).at(-1)];
  await database.query({
    text: `update deliveries set due_at = ${due} where id = $1`,
    values: [delivery.id],
  });
  return { event, delivery };
}
async function placeOf(table: string, id: string): Promise<string | undefined> {
  const [row] = await database.query<{ place: string }>({
    text: `select tableoid::regclass::text as place from ${table} where id = $1`,
    values: [id],
  });
  return row?.place;
}

beforeEach(() => {
  log.lines.splice(0);
  // Ten in the morning of a day that no test before has come near: ids never go back in time.
  clock.move(Math.ceil(clock.nowMs() / dayMs + 1000) * dayMs + 10 * 60 * 60 * 1000 - clock.nowMs());
});
afterEach(async () => {
  for (const name of await partitions()) await database.query({ text: `drop table ${name}` });
  for (const table of tables) await database.query({ text: `delete from ${table}` });
});

describe('partitions ahead', () => {
  it('are there for today and three more days, and made once however often one asks', async () => {
    await ahead();
    expect(await daysOf()).toEqual(days(0, 1, 2, 3));
    expect(await partitions()).toHaveLength(20);
    clock.move(dayMs);
    await Promise.all([ahead(), ahead(), ahead(), ahead()]);
    expect(await daysOf()).toEqual(days(-1, 0, 1, 2, 3));
    expect(log.lines).toEqual([]);
  });

  it('take the rows of their day', async () => {
    await ahead();
    const [today, tomorrow] = days(0, 1);
    const first = await happened();
    clock.move(dayMs);
    const second = await happened();
    expect(await placeOf('events', first.event.id)).toBe(`events_${today}`);
    expect(await placeOf('deliveries', first.delivery.id)).toBe(`deliveries_${today}`);
    expect(await placeOf('events', second.event.id)).toBe(`events_${tomorrow}`);
  });

  it('are left out for a day that has rows already, which stay where they are', async () => {
    const { event } = await happened();
    expect(await placeOf('events', event.id)).toBe('events_default');
    await ahead();
    expect(log.lines.map(({ level }) => level)).toEqual(['warn', 'warn', 'warn']);
    // Nothing has been attempted yet, and nothing told of several, so these have their day; the days to come have theirs.
    const made = ['attempts', 'event_objects'].map((table) => `${table}_${day()}`);
    expect((await partitions()).filter((name) => name.endsWith(day()))).toEqual(made);
    expect(await daysOf()).toEqual(days(0, 1, 2, 3));
    expect(await placeOf('events', (await happened()).event.id)).toBe('events_default');
  });
});

describe('the default partition', () => {
  it('keeps what has no day, and finds it again', async () => {
    await ahead();
    clock.move(400 * dayMs);
    const { event } = await happened();
    expect(await placeOf('events', event.id)).toBe('events_default');
    const odd = 'ffffffff-ffff-4fff-bfff-ffffffffffff';
    await database.query({ text: 'update events set id = $2 where id = $1', values: [event.id, odd] });
    const found = await eventGet(database, shop.organization.id, odd);
    expect(found?.object_id).toBe(event.object_id);
  });

  it('is cleared of what is too old as well', async () => {
    await happened();
    clock.move(2 * dayMs);
    const young = await happened();
    await sweep(3);
    expect(await rows('events')).toHaveLength(2);
    clock.move(2 * dayMs);
    await sweep(3);
    expect((await rows('events')).map(({ id }) => id)).toEqual([young.event.id]);
    expect((await rows('deliveries')).map(({ id }) => id)).toEqual([young.delivery.id]);
    const payloads = await database.query<{ event_id: string }>({ text: 'select event_id from payloads' });
    expect(payloads.map(({ event_id }) => event_id)).toEqual([young.event.id]);
  });
});

describe('retention', () => {
  it('drops days that hold nothing young enough, and no others', async () => {
    await ahead();
    const [first, ...others] = days(0, 1, 2, 3);
    const { event } = await happened();
    // The last millisecond at which something of the first day may be thirty days old.
    const untilMidnightMs = dayMs - (clock.nowMs() % dayMs);
    clock.move(untilMidnightMs + 30 * dayMs - 1);
    expect(await drop(30)).toEqual([]);
    clock.move(1);
    expect((await drop(30)).sort()).toEqual(tables.map((table) => `${table}_${first}`).sort());
    expect(await daysOf()).toEqual(others);
    expect(await placeOf('events', event.id)).toBeUndefined();
  });

  it('keeps what is still owed, however old, and all that came after it', async () => {
    await ahead();
    const [, second, third, fourth] = days(0, 1, 2, 3);
    clock.move(dayMs);
    const { event, delivery } = await happened('now()');
    clock.move(100 * dayMs);
    await sweep(30);
    expect(await daysOf()).toEqual([second, third, fourth, ...days(0, 1, 2, 3)]);
    expect(await partitions()).toHaveLength(7 * tables.length);
    expect(await placeOf('events', event.id)).toBe(`events_${second}`);
    await database.query({
      text: 'update deliveries set due_at = null where id = $1',
      values: [delivery.id],
    });
    await sweep(30);
    expect(await daysOf()).toEqual(days(0, 1, 2, 3));
  });

  it('does not wait for what is held back: of its day only the deliveries stay, until they have stood given up', async () => {
    await ahead();
    const first = day();
    await happened(`'infinity'`);
    clock.move(100 * dayMs);
    await sweep(30);
    expect((await partitions()).filter((name) => name.endsWith(first))).toEqual([`deliveries_${first}`]);
    expect(await rows('deliveries')).toMatchObject([{ state: 'cancelled', last_reason: 'event-expired' }]);
    clock.move(31 * dayMs);
    await sweep(30);
    expect(await rows('deliveries')).toEqual([]);
    expect(await partitions()).not.toContain(`deliveries_${first}`);
  });

  it('drops no day of deliveries in which something waits, whatever it was told', async () => {
    await ahead();
    const first = day();
    const { delivery } = await happened(`'infinity'`);
    clock.move(40 * dayMs);
    expect(await drop(30)).not.toContain(`deliveries_${first}`);
    expect(await rows('deliveries')).toMatchObject([{ id: delivery.id }]);
    await database.query({ text: `update deliveries set due_at = null` });
    expect(await drop(30)).toEqual([`deliveries_${first}`]);
  });
});

describe('the name of a partition', () => {
  it('says when it begins, and the default one has none', () => {
    expect(partitionStartMs('events', 'events_20260301')).toBe(Date.UTC(2026, 2, 1));
    expect(uuidAtMs(partitionStartMs('events', 'events_20260301')!)).toMatch(/-7000-8000-0+$/);
    for (const name of ['events_default', 'deliveries_20260301', 'events_2026030', 'events_20260301_old']) {
      expect(partitionStartMs('events', name), name).toBeNull();
    }
  });
});
