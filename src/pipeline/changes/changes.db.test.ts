import { afterEach, describe, expect, it, vi } from 'vitest';
import { testPipeline } from '../../../test/harness/pipeline.ts';

const pipeline = await testPipeline();
const { objects, shop, make, rows, between, handover, database, ids } = pipeline;
const update = (type: string, id: string, fields: object) =>
  objects.update(shop, { type, id, fields: fields as Record<string, string> });
const read = async (type: string, id: string) => (await objects.get(shop, { type, id })).object;

let customers = 0;
const customer = (fields = {}) => make('customer', { login: `c${++customers}`, name: 'Joe', ...fields });
async function order() {
  const owner = await customer();
  const made = await make('order', {}, { customer: [owner] });
  return { owner, links: { order: [made], depot: [await make('depot')] } };
}

/** Runs once, between the plan and the commit of the next operation, and not for what it does itself. */
function meanwhile(work: () => Promise<unknown>): { plans(): number } {
  let plans = 0;
  between.run = async () => {
    plans += 1;
    if (plans > 1) return;
    const own = between.run;
    between.run = null;
    await work();
    between.run = own;
  };
  return { plans: () => plans };
}

afterEach(() => {
  between.run = null;
  handover.node = null;
  handover.owed = [];
});

describe('a plan that was overtaken', () => {
  it('is made again on what is there by now', async () => {
    const id = await customer();
    const { plans } = meanwhile(() => update('customer', id, { limit: 1, name: 'Theirs' }));
    const { object } = await update('customer', id, { name: 'Ours' });
    expect(plans()).toBe(2);
    expect(object).toMatchObject({ version: 3, fields: { limit: 1, name: 'Ours' } });
    expect(await read('customer', id)).toEqual(object);
  });

  it('comes to nothing where its object is gone', async () => {
    const id = await customer();
    meanwhile(() => objects.remove(shop, { type: 'customer', id }));
    await expect(update('customer', id, { limit: 1 })).rejects.toMatchObject({ code: 'not-found' });
  });

  it('takes along a child that came', async () => {
    const id = await customer();
    const { plans } = meanwhile(() => make('order', {}, { customer: [id] }));
    const before = (await rows('events')).length;
    await objects.remove(shop, { type: 'customer', id });
    expect(plans()).toBe(2);
    const types = (await rows('events')).slice(before).map(({ type }) => type);
    expect(types).toEqual(['order.created', 'order.deleted', 'customer.deleted']);
  });

  it('has another parent to tell of, where that has changed', async () => {
    const { owner, links } = await order();
    meanwhile(() => update('customer', owner, { name: 'Renamed' }));
    const { related } = await objects.create(shop, { type: 'parcel', fields: {}, links });
    expect(related.customer?.fields.name).toBe('Renamed');
    expect((await rows('events')).at(-1).data.related.customer.fields.name).toBe('Renamed');
  });

  it('counts again: two who take the last place do not both get it', async () => {
    const { links } = await order();
    await make('parcel', {}, links);
    await make('parcel', {}, links);
    meanwhile(() => make('parcel', {}, links));
    await expect(make('parcel', {}, links)).rejects.toMatchObject({
      problems: [{ field: 'order', message: 'has room for three parcels' }],
    });
  });

  it('counts again among many at the same time', async () => {
    const { links } = await order();
    const tries = await Promise.allSettled(Array.from({ length: 8 }, () => make('parcel', {}, links)));
    const made = tries.filter(({ status }) => status === 'fulfilled');
    expect(made.length).toBeLessThanOrEqual(3);
    const { total } = await objects.list(shop, {
      type: 'parcel',
      under: { relation: 'order', parentId: links.order[0]! },
      limit: 1,
      offset: 0,
    });
    expect(total).toBe(made.length);
  });

  it('keeps the identity and the generated key of a new object', async () => {
    const { owner, links } = await order();
    const told: string[] = [];
    between.run = async (time) => {
      told.push(`${time}`);
      if (told.length < 3) {
        const own = between.run;
        between.run = null;
        await update('customer', owner, { limit: told.length });
        between.run = own;
      }
    };
    const seen: unknown[] = [];
    const { key } = ids;
    ids.key = (length) => {
      seen.push(length);
      return key(length);
    };
    const { object } = await objects.create(shop, { type: 'parcel', fields: {}, links });
    ids.key = key;
    expect(told).toHaveLength(3);
    expect(seen).toEqual([12]);
    expect(await read('parcel', object.id)).toEqual(object);
  });

  it('is given up after some tries, with nothing saved', async () => {
    const id = await customer();
    // No pauses between the tries.
    const random = vi.spyOn(Math, 'random').mockReturnValue(0);
    let limit = 100;
    const again = async () => {
      between.run = null;
      await update('customer', id, { limit: limit++ });
      between.run = again;
    };
    between.run = again;
    await expect(update('customer', id, { name: 'Never' })).rejects.toMatchObject({ code: 'conflict' });
    random.mockRestore();
    between.run = null;
    expect((await read('customer', id)).fields).toMatchObject({ name: 'Joe', limit: limit - 1 });
  });
});

describe('a commit', () => {
  const tables = ['objects', 'events', 'deliveries'] as const;
  const counts = async () => {
    const [objectRows, events, deliveries] = await Promise.all(tables.map((table) => rows(table)));
    const payloads = await database.query({ text: 'select from payloads' });
    return [objectRows!.length, events!.length, deliveries!.length, payloads.length];
  };

  it('saves object, event, one body for each variant and one delivery for each webhook together', async () => {
    const webhooks = [
      await pipeline.webhook(),
      await pipeline.webhook({ settings: { variant: 'json' } }),
      await pipeline.webhook({ settings: { variant: 'form' } }),
      await pipeline.webhook({ settings: { variant: null } }),
    ];
    await pipeline.webhook({ settings: { not: 'customer.created' } });
    await pipeline.webhook({ enabled: false });
    await pipeline.webhook({ format: 'unheard-of' });
    const before = await counts();
    const woken = handover.woken;
    await customer();
    const after = await counts();
    expect(after.map((count, at) => count - before[at]!)).toEqual([1, 1, 4, 2]);
    const deliveries = (await rows('deliveries')).slice(-4);
    expect(deliveries.map((row) => row.webhook_id)).toEqual(webhooks.map(({ id }) => id));
    expect(deliveries.map((row) => row.variant)).toEqual(['json', 'json', 'form', null]);
    for (const row of deliveries) {
      expect(row).toMatchObject({ state: 'waiting', attempts: 0, leased_by: null });
      expect(row.due_at).toEqual(pipeline.clock.now());
    }
    // Nobody held them: whoever claims is told that there is something.
    expect(handover.woken).toBe(woken + 1);
    expect(handover.owed).toEqual([]);
  });

  it('is handed over only when it stands, as held by the node that has room for it', async () => {
    handover.node = ids.uuid();
    const webhook = await pipeline.webhook({ settings: { variant: 'handed' } });
    await customer();
    expect(handover.reserved).toBe(0);
    const own = handover.owed.filter((owed) => owed.webhook.id === webhook.id);
    expect(own).toHaveLength(1);
    const saved = (await rows('deliveries')).find(({ id }) => id === own[0]!.id);
    expect(saved).toMatchObject({ event_id: own[0]!.event.id, leased_by: handover.node });
    const [payload] = await database.query<{ body: Buffer }>({
      text: 'select body from payloads where event_id = $1 and variant = $2',
      values: [own[0]!.event.id, 'handed'],
    });
    expect(payload?.body.equals(own[0]!.payload!.body)).toBe(true);
  });

  it.each(['objects', 'events', 'payloads', 'deliveries'])(
    'saves nothing at all, and hands nothing over, when %s cannot be written',
    async (table) => {
      handover.node = ids.uuid();
      const before = await counts();
      await database.query({
        text: `create function refuse_${table}() returns trigger language plpgsql as
          $$ begin raise exception 'the disk is full'; end $$`,
      });
      await database.query({
        text: `create trigger refuse before insert on ${table} for each row execute function refuse_${table}()`,
      });
      await expect(customer()).rejects.toThrow('the disk is full');
      await database.query({ text: `drop trigger refuse on ${table}` });
      expect(await counts()).toEqual(before);
      expect(handover).toMatchObject({ owed: [], reserved: 0 });
    },
  );

  it('gives its reservation back when only the end of it fails', async () => {
    handover.node = ids.uuid();
    const before = await counts();
    await database.query({
      text: `create function refuse_late() returns trigger language plpgsql as
        $$ begin raise exception 'too late'; end $$`,
    });
    await database.query({
      text: `create constraint trigger refuse_late after insert on objects
        deferrable initially deferred for each row execute function refuse_late()`,
    });
    await expect(customer()).rejects.toThrow('too late');
    await database.query({ text: 'drop trigger refuse_late on objects' });
    expect(await counts()).toEqual(before);
    expect(handover).toMatchObject({ owed: [], reserved: 0 });
  });
});
