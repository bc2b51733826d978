import type { Principal } from '../../src/access/principal.ts';
import { createIds } from '../../src/base/ids.ts';
import type { JsonObject } from '../../src/base/json.ts';
import type { Context } from '../../src/objects/context.ts';
import { createObjects } from '../../src/objects/create-objects.ts';
import { createNumbers } from '../../src/objects/numbers.ts';
import type { Objects } from '../../src/objects/objects.ts';
import type { Links } from '../../src/objects/operation.ts';
import type { ObjectsServices } from '../../src/objects/services.ts';
import { type Changes, createChanges } from '../../src/pipeline/changes/changes.ts';
import { createEventRules } from '../../src/pipeline/changes/event-rules.ts';
import type { Format } from '../../src/pipeline/delivery/format.ts';
import type { Handover, OwedDelivery } from '../../src/pipeline/handover.ts';
import type { Database, Transaction } from '../../src/store/database.ts';
import { wholeTables } from '../../src/store/day-tables.ts';
import { deliveriesClaim } from '../../src/store/queries/deliveries/deliveries-claim.ts';
import type { ClaimedDelivery } from '../../src/store/queries/deliveries/deliveries-take.ts';
import { organizationInsert } from '../../src/store/queries/organizations/organization-insert.ts';
import { webhookInsert } from '../../src/store/queries/webhooks/webhook-insert.ts';
import type { WebhookRecord } from '../../src/store/queries/webhooks/webhook-row.ts';
import { webhooksEnabled } from '../../src/store/queries/webhooks/webhooks-enabled.ts';
import { defaultLimits, type Webhook } from '../../src/store/records/webhook.ts';
import { createVault } from '../../src/store/vault.ts';
import { testDatabase } from './database.ts';
import { type MovableClock, movableClock } from './movable-clock.ts';
import { shopCatalogue } from './shop-catalogue.ts';

/** The verbs on objects and the door for writes on a database of their own, with nobody who sends. */
export interface TestPipeline extends ObjectsServices {
  clock: MovableClock;
  connectionString: string;
  objects: Objects;
  /** An organization of the shop dialect, seen by an editor. */
  shop: Context;
  /** Another one, by the same editor's role. */
  otherShop: Context;
  vault: ReturnType<typeof createVault>;
  formats: ReadonlyMap<string, Format>;
  handover: RecordingHandover;
  /** Runs between the plan and the commit of the next operations, where "before" webhooks would be asked. */
  between: { run: ((time: number) => Promise<void>) | null };
  webhook(changes?: Partial<WebhookRecord>): Promise<WebhookRecord>;
  /** Creates an object and answers with its id. */
  make(type: string, fields?: JsonObject, links?: Links): Promise<string>;
  /** What is due of every webhook, whether something of it is waiting or not: up to `room` for each. */
  claim(nodeId: string, room?: number, within?: Transaction): Promise<ClaimedDelivery[]>;
  /** All rows of a table, in the order of their ids. */
  // biome-ignore lint/suspicious/noExplicitAny: tests look into any column, and fail where it is not there.
  rows(table: string): Promise<any[]>;
}

/** Takes what is handed over, and keeps it. */
export interface RecordingHandover extends Handover {
  /** The node that has room for everything; null where nobody sends. */
  node: string | null;
  owed: OwedDelivery[];
  reserved: number;
  woken: number;
}

export const editor: Principal = { actor: 'token:editor', role: 'editor', organizationIds: null };

/** Call it in `beforeAll`, or at the top of a file. */
export async function testPipeline(): Promise<TestPipeline> {
  const { database, connectionString } = await testDatabase();
  const clock = movableClock();
  const ids = createIds(clock);
  const vault = createVault(Buffer.alloc(32, 7));
  const formats = new Map([['plain', plainFormat]]);
  const handover = recordingHandover();
  const between: TestPipeline['between'] = { run: null };
  let times = 0;
  const changes: Changes = createChanges({
    database,
    clock,
    ids,
    formats,
    handover,
    eventRules: createEventRules({ clock }),
    webhooks: (queries, organizationId) => webhooksEnabled(queries, vault, organizationId, clock.now()),
    async askBefore({ plan }) {
      await between.run?.(++times);
      return plan;
    },
  });
  const services = { database, clock, ids, changes, vault, numbers: createNumbers(database) };
  const objects = createObjects(services);
  const [shop, otherShop] = [await shopNamed('shop'), await shopNamed('other')];

  async function shopNamed(key: string): Promise<Context> {
    const now = clock.now();
    const settings = { customFields: { customer: ['motto'] } };
    const values = { id: ids.uuid(), key, name: key, dialect: 'shop', settings };
    const organization = await database.transaction((tx) =>
      organizationInsert(tx, { ...values, createdAt: now, updatedAt: now }),
    );
    return { principal: editor, organization: organization!, catalogue: shopCatalogue };
  }

  return {
    ...services,
    connectionString,
    objects,
    shop,
    otherShop,
    vault,
    formats,
    handover,
    between,
    webhook: (given = {}) => insertWebhook({ database, clock, ids, vault, shop }, given),
    async make(type, fields = {}, links = {}) {
      return (await objects.create(shop, { type, fields, links })).object.id;
    },
    async claim(nodeId, room = 1000, within = undefined) {
      const claimIn = async (tx: Transaction) => {
        const text = 'select distinct webhook_id as id from deliveries';
        const rooms = new Map((await tx.query<{ id: string }>({ text })).map(({ id }) => [id, room]));
        const claim = await deliveriesClaim(tx, { days: wholeTables, nodeId, now: clock.now(), rooms });
        return claim.claimed;
      };
      return within === undefined ? database.transaction(claimIn) : claimIn(within);
    },
    rows: (table) => database.query({ text: `select * from ${table} order by id` }),
  };
}

/** Until some statement on this database waits for a lock. */
export async function waitForLock(database: Database): Promise<void> {
  for (let waiting = 0; waiting === 0; ) {
    const found = await database.query({
      text: `select from pg_stat_activity where datname = current_database() and wait_event_type = 'Lock'`,
    });
    waiting = found.length;
  }
}

/** A webhook's settings say which event type it does not want (`not`), and its `variant`. */
const plainFormat: Format = {
  name: 'plain',
  settingsSchema: {},
  wants: ({ settings }, { type }) => settings.not !== type,
  variantOf: ({ settings }) =>
    settings.variant === undefined ? 'json' : (settings.variant as string | null),
  render: (variant, event) => ({
    variant,
    contentType: 'application/json',
    body: Buffer.from(JSON.stringify({ variant, ...event.data })),
  }),
  request: ({ webhook, event, payload }) => ({
    method: 'POST',
    url: webhook.url,
    headers: { 'webhook-id': event.id },
    body: payload?.body ?? null,
  }),
};

function recordingHandover(): RecordingHandover {
  const own: RecordingHandover = {
    node: null,
    owed: [],
    reserved: 0,
    woken: 0,
    nodeId: () => own.node,
    reserve() {
      if (own.node === null) return false;
      own.reserved += 1;
      return true;
    },
    accept(owed) {
      own.reserved -= owed.length;
      own.owed.push(...owed);
    },
    release(owed) {
      own.reserved -= owed.length;
    },
    wake() {
      own.woken += 1;
    },
  };
  return own;
}

async function insertWebhook(
  services: Pick<TestPipeline, 'clock' | 'ids' | 'vault' | 'shop'> & { database: Database },
  given: Partial<WebhookRecord>,
): Promise<WebhookRecord> {
  const { clock, ids, vault, shop, database } = services;
  const webhook: Webhook = {
    organizationId: shop.organization.id,
    id: ids.uuid(),
    name: 'Test',
    url: 'http://127.0.0.1:1/',
    format: 'plain',
    settings: {},
    limits: defaultLimits,
    policy: null,
    userAgent: null,
    credentials: null,
    headers: {},
    tls: null,
    secrets: [],
    enabled: true,
    disabledReason: null,
    failingSince: null,
    version: 1,
    createdAt: clock.now(),
    updatedAt: clock.now(),
  };
  const record: WebhookRecord = {
    ...webhook,
    signingSecrets: [],
    createdBy: null,
    updatedBy: null,
    ...given,
  };
  await database.transaction((tx) => webhookInsert(tx, vault, record));
  return record;
}
